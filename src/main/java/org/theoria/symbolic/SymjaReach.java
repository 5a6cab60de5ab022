package org.theoria.symbolic;

import java.util.List;
import org.matheclipse.core.expression.BuiltInSymbol;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IBuiltInSymbol;

/**
 * Symja's functions that reach out of the evaluation, or change what a later one sees. Those of
 * files, Java objects and packages are not even defined in the child (see {@link SymjaSetup}); they
 * are named here all the same. {@code SymjaReachTest} looks for others.
 */
final class SymjaReach {
  static final List<IBuiltInSymbol> OUT_OF_REACH =
      List.of(
          // files and processes
          S.BinaryRead,
          S.BinaryWrite,
          S.Close,
          S.CreateDirectory,
          S.CreateFile,
          S.Export,
          S.File,
          S.FileFormat,
          S.FileNameJoin,
          S.FileNameTake,
          S.FilePrint,
          S.Get,
          S.Import,
          S.ImportString,
          S.InputStream,
          S.Needs,
          S.OpenAppend,
          S.OpenRead,
          S.OpenWrite,
          S.OutputStream,
          S.Put,
          S.Read,
          S.ReadString,
          S.StringToStream,
          S.TestReport,
          S.VerificationTest,
          S.Write,
          S.WriteString,
          // the network
          S.FunctionURL,
          S.URLFetch,
          // Java
          S.AddToClassPath,
          S.Compile,
          S.CompiledFunction,
          S.CompilePrint,
          S.InstanceOf,
          S.JavaNew,
          S.JavaObject,
          S.JavaObjectQ,
          S.LoadJavaClass,
          S.SameObjectQ,
          // the machine and its user
          S.$BaseDirectory,
          S.$HomeDirectory,
          S.$OperatingSystem,
          S.$Path,
          S.$PathnameSeparator,
          S.$RootDirectory,
          S.$SystemMemory,
          S.$TemporaryDirectory,
          S.$UserBaseDirectory,
          S.$UserName,
          S.Beep,
          S.Exit,
          S.MaxMemoryUsed,
          S.MemoryAvailable,
          S.MemoryInUse,
          S.Pause,
          S.Quit,
          S.TimeConstrained,
          // definitions, attributes, settings, text as program
          S.Begin,
          S.BeginPackage,
          S.Clear,
          S.ClearAll,
          S.ClearAttributes,
          S.End,
          S.EndPackage,
          S.Protect,
          S.SetAttributes,
          S.SetSystemOptions,
          S.TagSet,
          S.TagSetDelayed,
          S.ToExpression,
          S.Unprotect,
          S.Unset,
          S.UpSet,
          S.UpSetDelayed);

  private SymjaReach() {}

  /** They stay unevaluated from now on; Symja must have been loaded. */
  static void takeAway() {
    OUT_OF_REACH.forEach(symbol -> symbol.setEvaluator(BuiltInSymbol.DUMMY_EVALUATOR));
  }
}
