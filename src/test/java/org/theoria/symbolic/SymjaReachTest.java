package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.BuiltInSymbol;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IBuiltInSymbol;
import org.matheclipse.parser.client.ParserConfig;

/**
 * Looks into the byte code of every built-in function of this version of Symja for whatever reaches
 * out; all of it must be in {@link SymjaReach}, or be known to be harmless.
 */
final class SymjaReachTest {
  private static final Pattern CLASSES =
      Pattern.compile(
          "java/io/File.*|java/io/RandomAccessFile|java/nio/(file|channels)/.*|java/net/.*|java/lang/Process.*"
              + "|java/lang/Runtime|java/lang/ClassLoader|java/lang/reflect/.*"
              + "|java/lang/invoke/MethodHandles\\$Lookup\\$.*|java/awt/.*|javax/.*"
              + "|java/util/concurrent/Exec.*Service|java/lang/Thread");
  private static final Pattern MEMBERS =
      Pattern.compile(
          "java/lang/System\\.(getenv|getProperty|setProperty|exit|load|loadLibrary)"
              + "|java/lang/Class\\.forName|java/lang/Thread\\.sleep");

  /** Starts a thread, of its own integration rules; the integral is never asked for. */
  private static final Set<String> HARMLESS = Set.of("Integrate");

  @Test
  void everyFunctionThatReachesOutIsTakenAway() throws IOException, IllegalAccessException {
    ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false;
    EvalEngine.set(new EvalEngine(false));
    assertEquals("0", F.Sin(F.C0).eval().toString()); // loads Symja, in this JVM as it comes
    Set<String> takenAway = new TreeSet<>();
    SymjaReach.OUT_OF_REACH.forEach(symbol -> takenAway.add(symbol.getSymbolName()));
    Map<String, Set<String>> found = new TreeMap<>();
    int looked = 0;
    for (Field field : S.class.getFields()) {
      if (IBuiltInSymbol.class.isAssignableFrom(field.getType())
          && field.get(null) instanceof IBuiltInSymbol symbol
          && symbol.getEvaluator() != null
          && symbol.getEvaluator() != BuiltInSymbol.DUMMY_EVALUATOR) {
        looked++;
        Set<String> reaches = reaches(symbol.getEvaluator().getClass());
        if (!reaches.isEmpty()) {
          found.put(symbol.getSymbolName(), reaches);
        }
      }
    }
    assertTrue(looked > 900, looked + " functions seen");
    // the scan must see what it is there for
    assertTrue(
        found.keySet().containsAll(Set.of("URLFetch", "$HomeDirectory", "Get", "LoadJavaClass")),
        found.toString());
    found.keySet().removeAll(takenAway);
    found.keySet().removeAll(HARMLESS);
    assertEquals(Map.of(), found);
  }

  private static Set<String> reaches(Class<?> type) throws IOException {
    Set<String> reaches = new TreeSet<>();
    try (InputStream bytes =
        type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
      if (bytes == null) {
        return Set.of(); // a lambda; its code is in the class that makes it
      }
      for (PoolEntry entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
        switch (entry) {
          case ClassEntry c when CLASSES.matcher(c.asInternalName()).matches() ->
              reaches.add(c.asInternalName());
          case MemberRefEntry m -> {
            String member = m.owner().asInternalName() + "." + m.name().stringValue();
            if (MEMBERS.matcher(member).matches()) {
              reaches.add(member);
            }
          }
          default -> {}
        }
      }
    }
    return reaches;
  }
}
