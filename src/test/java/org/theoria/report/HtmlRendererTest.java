package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Language;

class HtmlRendererTest {

  private static final String ATTACK =
      "\"><script>alert('x')</script><img src=x onerror=\"y\">&amp;";

  private final HtmlRenderer renderer = new HtmlRenderer();

  @Test
  void showsEveryNode() throws IOException {
    Golden.check("sample.html.txt", withoutAssets(renderer.render(Sample.document(Language.EN))));
  }

  @Test
  void namesItsLanguage() {
    String french = renderer.render(Sample.document(Language.FR));
    assertTrue(french.startsWith("<!DOCTYPE html>\n<html lang=\"fr\">"));
    assertTrue(french.contains("Table des matières"));
    assertTrue(renderer.render(Sample.document(Language.EN)).contains("<html lang=\"en\">"));
  }

  @Test
  void refersToNothingOutsideItself() {
    String html = renderer.render(Sample.document(Language.EN));
    Set<String> addresses = new TreeSet<>();
    Pattern.compile("(?:https?:)?//[a-z0-9-]+\\.[a-z][^\\s\"'<>)]*")
        .matcher(html)
        .results()
        .map(MatchResult::group)
        .forEach(addresses::add);
    assertEquals(
        Set.of("http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg"),
        addresses,
        "only the two names of namespaces, which no browser fetches");
    assertTrue(
        Pattern.compile("(?i)\\b(?:src|href)=\"([^\"#][^\"]*)\"")
            .matcher(withoutAssets(html))
            .results()
            .findAny()
            .isEmpty());
    assertTrue(
        Pattern.compile("url\\(").matcher(html).results().count()
            == Pattern.compile("url\\(data:font/woff2;base64,").matcher(html).results().count());
    assertEquals(
        20,
        Pattern.compile("url\\(data:font/woff2;base64,[A-Za-z0-9+/=]{4000,}\\)")
            .matcher(html)
            .results()
            .count());
    assertFalse(html.contains("@import"));
    assertTrue(html.contains("default-src 'none'"));
  }

  @Test
  void runsOnlyItsOwnTwoScripts() throws Exception {
    String html = renderer.render(Sample.document(Language.EN));
    List<String> scripts =
        Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
            .matcher(html)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertEquals(2, scripts.size());
    for (String script : scripts) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      String hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
      assertTrue(html.contains(hash), "the policy must name the script by " + hash);
    }
  }

  @Test
  void escapesEveryText() {
    List<Inline> evil =
        List.of(
            new Inline.Plain(ATTACK),
            new Inline.Code(ATTACK),
            new Inline.Formula(ATTACK),
            new Inline.Badge(Tone.BAD, ATTACK),
            new Inline.Emphasis(Prose.inlines(ATTACK)),
            new Inline.Strong(Prose.inlines(ATTACK)),
            new Inline.Link("a", Prose.inlines(ATTACK)));
    List<Doc> all =
        List.of(
            new Doc.Paragraph(evil),
            new Doc.Table(
                evil,
                List.of(new Doc.Column(evil, Doc.Align.LEFT, true)),
                List.of(new Doc.Row(List.of(evil)))),
            new Doc.CodeBlock(Optional.empty(), ATTACK),
            new Doc.DisplayMath(ATTACK),
            new Doc.Bullets(true, List.of(List.of(new Doc.Paragraph(evil)))),
            new Doc.Definitions(List.of(new Doc.Definition(evil, List.of()))),
            new Doc.Callout(Tone.WARN, evil, List.of()),
            new Doc.Details(evil, List.of()));
    Document document = new Document(Language.EN, evil, List.of(new Doc.Section(evil, "a", all)));
    String html = withoutAssets(renderer.render(document));
    assertFalse(html.contains("alert('x')"), html);
    assertFalse(html.contains("<img"), html);
    assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)"));
    assertTrue(html.contains("&amp;amp;"));
  }

  @Test
  void headsItsTables() {
    String html = renderer.render(Sample.document(Language.EN));
    assertTrue(html.contains("<th scope=\"col\""));
    assertTrue(html.contains("<th scope=\"row\""));
    assertTrue(html.contains("<caption>"));
  }

  private static String withoutAssets(String html) {
    return html.replaceAll("(?s)<style>.*?</style>", "<style>…</style>")
        .replaceAll("(?s)<script>(?:\"use strict\"|!function).*?</script>", "<script>…</script>")
        .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-…");
  }
}
