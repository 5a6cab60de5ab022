package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.ExprEvaluator;
import org.matheclipse.parser.client.ParserConfig;

/**
 * The pom takes jars away from Symja that the functions we call do not reach. This calls each of
 * those functions in a fresh JVM (what Symja loads, it loads once), and sees that the answer is
 * right and that nothing is printed beside it.
 */
final class SymjaClasspathTest {

  private static final String[][] ANSWERS = {
    {"Simplify[Sin[x]^2+Cos[x]^2]", "1"},
    {"Simplify[l^(-1)*l^(H-h+1)-l^(H-h)]", "0"},
    {"D[Tanh[a*x]^2,a]", "2*x*Sech[a*x]^2*Tanh[a*x]"},
    {"Limit[Exp[-x]*x^5,x->Infinity]", "0"},
    {"Together[a/b+c/d]", "(b*c+a*d)/(b*d)"},
    {"Refine[Abs[x],x>0]", "x"},
    {"Refine[Ramp[x],x>0]", "x"},
    {"Reduce[x^2-1==0,x]", "x==-1||x==1"},
    {"Solve[x^2-5*x+6==0,x]", "{{x->2},{x->3}}"},
    {"Factor[x^4-1]", "(-1+x)*(1+x)*(1+x^2)"},
    {"MatrixRank[{{1,2,3},{2,4,6},{1,0,1}}]", "2"},
    {"Det[{{a,b},{c,d}}]", "-b*c+a*d"},
    {"Inverse[{{1,2},{3,4}}].{1,1}", "{-1,1}"},
    {"Integrate[x*Exp[-x^2],x]", "-1/(2*E^x^2)"},
    {"Normal[Series[Exp[x],{x,0,2}]]", "1+x+x^2/2"},
    {"TautologyQ[a||!a]", "True"},
    {"TeXForm[a/b+Sqrt[x]]", "\\frac{a}{b} + \\sqrt{x}"},
  };

  /** Prints the answers, each on a line; run in a JVM of its own. */
  public static void main(String[] args) {
    ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false;
    Config.JAS_NO_THREADS = true;
    ExprEvaluator evaluator = new ExprEvaluator(new EvalEngine(false), false, (short) 10);
    for (String[] pair : ANSWERS) {
      System.out.println(evaluator.eval(pair[0]));
    }
  }

  @Test
  void answersAreRightAndNothingElseIsPrinted() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SymjaClasspathTest.class.getName())
            .redirectErrorStream(true)
            .start();
    child.getOutputStream().close();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    child.getInputStream().transferTo(printed);
    assertEquals(true, child.waitFor(2, TimeUnit.MINUTES), "the JVM did not end");
    StringBuilder expected = new StringBuilder();
    for (String[] pair : ANSWERS) {
      expected.append(pair[1]).append(System.lineSeparator());
    }
    assertEquals(expected.toString(), printed.toString(StandardCharsets.UTF_8));
    assertEquals(0, child.exitValue());
  }
}
