package org.theoria.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What the HTML report carries within itself, so that it can be read without a network: KaTeX (its
 * program, its style sheet, its fonts as data) and our own style sheet and script.
 *
 * @param style the style sheets
 * @param katex the program that typesets formulas
 * @param script our own script, which calls it
 */
record HtmlAssets(String style, String katex, String script) {

  /** The version of the KaTeX webjar in pom.xml: its resources lie under this path. */
  static final String KATEX_VERSION = "0.18.11";

  private static final String KATEX =
      "/META-INF/resources/webjars/katex/" + KATEX_VERSION + "/dist/";

  /** The sources of one font: the first, woff2, is enough for every browser of today. */
  private static final Pattern FONT =
      Pattern.compile("src:url\\((fonts/[A-Za-z0-9_-]+\\.woff2)\\)[^;}]*");

  /** Reads the assets from the class path. */
  static HtmlAssets load() {
    String katexStyle =
        FONT.matcher(text(KATEX + "katex.min.css"))
            .replaceAll(
                m ->
                    "src:url(data:font/woff2;base64,"
                        + Base64.getEncoder().encodeToString(bytes(KATEX + m.group(1)))
                        + ") format(\"woff2\")");
    String own = "/org/theoria/report/";
    return new HtmlAssets(
        katexStyle + "\n" + text(own + "report.css"),
        text(KATEX + "katex.min.js"),
        text(own + "report.js"));
  }

  /**
   * The content security policy of the page: nothing is fetched from anywhere, and only the two
   * scripts of this record run, recognised by their digests. Should a text ever slip through the
   * escaping, the browser still refuses to run it.
   */
  String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        + "base-uri 'none'; form-action 'none'; script-src '"
        + digest(katex)
        + "' '"
        + digest(script)
        + "'";
  }

  private static String digest(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  private static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8).replace("\r\n", "\n").strip();
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = HtmlAssets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "HTML report: the resource " + resource + " must be on the class path, it is not");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("HTML report: cannot read the resource " + resource, e);
    }
  }
}
