package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.readDocument;
import static dev.tandem.fiscalxml.Fixtures.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.RejectReason;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileXmlTest {
  private static final Limits SMALL = new Limits(20_000, 20, 3, 10_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE nfeProc>",
        "<!DOCTYPE nfeProc SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>",
        "<!-- c --><?pi x?>\n<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]>",
        "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'>",
        "<!DOCTYPE never [ ends"
      })
  void shouldRefuseADocumentTypeBeforeReadingIt(String prolog) {
    assertThat(refusal(prolog + authorisedNfe())).isEqualTo(RejectReason.DOCTYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<mod>&unknown;</mod>",
        "<mod>&#0;</mod>",
        "<mod>&#xFFFFFFFFFF;</mod>",
        "<mod>&</mod>",
        "<mod>]]></mod>",
        "<mod a='<'/>",
        "<mod a='1' a='2'/>",
        "<x:mod/>",
        "<mod>\u0001</mod>",
        "<mod>\uFFFF</mod>",
        "<mod",
        "</mod>",
        "<!-- -- -->",
        "<?xml version='1.0'?>",
        "<x xmlns='http://a b'/>",
        "<x xmlns:n='urn:\u00e9'/>",
        "<x xmlns='urn:%4'/>",
        "<x xmlns='urn:>'/>",
        "<x xmlns='http://a:b/'/>",
        "<x xmlns='1:b'/>"
      })
  void shouldRefuseWhatIsNotWellFormedWhereverItStands(String fault) {
    for (String place : new String[] {"</ide>", "</prod>", "</NFe>", "</nfeProc>"}) {
      assertThat(
              refusal(authorisedNfe().replaceFirst(place, Matcher.quoteReplacement(fault) + place)))
          .as(place)
          .isEqualTo(RejectReason.NOT_WELL_FORMED);
    }
  }

  @Test
  void shouldRefuseWhatStandsBesideTheRoot() {
    assertThat(refusal(authorisedNfe() + authorisedNfe())).isEqualTo(RejectReason.NOT_WELL_FORMED);
    assertThat(refusal(authorisedNfe() + "x")).isEqualTo(RejectReason.NOT_WELL_FORMED);
    assertThat(refusal("x" + authorisedNfe())).isEqualTo(RejectReason.NOT_WELL_FORMED);
    assertThat(readDocument(authorisedNfe() + "\n<!-- end -->\n").status()).isEqualTo("100");
  }

  @Test
  void shouldSayWhereTheFaultIs() {
    String xml = "\n<?xml version='1.0'?>\n<a>\n<b></a>";

    assertThat(detail(new FiscalXmlReader(Limits.DEFAULT).read(xml)))
        .startsWith("not well-formed, line 4, column ");
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    String xml = authorisedNfe() + " ".repeat(20_000);

    assertThat(refusal(reader().read(xml))).isEqualTo(RejectReason.TOO_LARGE);
    assertThat(refusal(reader().read(xml.getBytes(UTF_8)))).isEqualTo(RejectReason.TOO_LARGE);
    assertThat(detail(reader().read(xml))).isEqualTo(xml.length() + " bytes, the limit is 20000");
  }

  @Test
  void shouldMeasureTextInUtf8() {
    String xml = authorisedNfe().replace("CLIENTE", "é".repeat(9_500));

    assertThat(xml.length()).isLessThan(20_000);
    assertThat(refusal(reader().read(xml))).isEqualTo(RejectReason.TOO_LARGE);
    assertThat(refusal(reader().readUtf8(xml.getBytes(UTF_8)))).isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void shouldRefuseWhatIsNestedTooDeepEvenInWhatItSkips() {
    String deep = "<a>".repeat(21) + "</a>".repeat(21);

    assertThat(refusal(reader().read(deep))).isEqualTo(RejectReason.TOO_DEEP);
    assertThat(refusal(reader().read(authorisedNfe().replace("</det>", deep + "</det>"))))
        .isEqualTo(RejectReason.TOO_DEEP);
    assertThat(refusal(reader().read("<a>".repeat(20) + "</a>".repeat(20))))
        .isEqualTo(RejectReason.NOT_FISCAL);
    assertThat(refusal("<a>".repeat(1_000_000))).isEqualTo(RejectReason.TOO_DEEP);
  }

  @Test
  void shouldRefuseTooManyRecords() {
    String summary = "<resNFe><chNFe>" + NFE_KEY + "</chNFe></resNFe>";

    assertThat(reader().read("<x>" + summary.repeat(3) + "</x>"))
        .isInstanceOf(ReadResult.Read.class);
    assertThat(refusal(reader().read("<x>" + summary.repeat(4) + "</x>")))
        .isEqualTo(RejectReason.TOO_MANY_RECORDS);
    assertThat(refusal(reader().read("<x>" + summary.repeat(100) + "</x>")))
        .isEqualTo(RejectReason.TOO_MANY_RECORDS);
  }

  @Test
  void shouldRefuseATagThatIsTooLong() {
    for (String attributes :
        new String[] {
          " a='" + "x".repeat(9000) + "'",
          " b='>' a='" + "x".repeat(9000) + "'",
          " b=\"'>\" a='\">" + "x".repeat(9000) + "'",
          IntStream.range(0, 1000).mapToObj(i -> " xmlns:n" + i + "='x'").collect(joining()),
          IntStream.range(0, 2000).mapToObj(i -> " a" + i + "='x'").collect(joining())
        }) {
      assertThat(refusal(authorisedNfe().replace("<ide>", "<ide" + attributes + ">")))
          .isEqualTo(RejectReason.TOO_MUCH_MARKUP);
      assertThat(refusal("<x" + attributes + "/>")).isEqualTo(RejectReason.TOO_MUCH_MARKUP);
    }
  }

  @Test
  void shouldReadLongTextsOfAllKinds() {
    String text = "no 'end' of \"it > ".repeat(1000);
    for (String part :
        new String[] {
          text, "<!--" + text + "-->", "<?pi " + text + "?>", "<![CDATA[<!" + text + "]]>"
        }) {
      assertThat(readDocument(authorisedNfe().replace("<det", part + "<det")).status())
          .isEqualTo("100");
    }
  }

  @Test
  void shouldMeasureMarkupAndNotWhatLooksLikeItInTexts() {
    String text = "if x < 5000 and <y \u00e9 ".repeat(2) + "\u00e9".repeat(9000);
    for (String part :
        new String[] {
          "<!--" + text + "-->",
          "<?pi " + text + "?>",
          "<![CDATA[" + text + "]]>",
          "<![CDATA[]] >" + text + "]]><!-- - ->" + text + "--><?pi ? >" + text + "?>"
        }) {
      String good = authorisedNfe().replace("<det", part + "<det");
      assertThat(readDocument(good).status()).isEqualTo("100");
      String longTag = "<x a='" + "x".repeat(9000) + "'/>";
      for (String place : new String[] {"<ide>", "</infNFe>", "</nfeProc>"}) {
        assertThat(refusal(good.replace(place, longTag + place)))
            .isEqualTo(RejectReason.TOO_MUCH_MARKUP);
      }
    }
    String closing = "<x a=\"" + "'>".repeat(3000) + "\" b='\">'/>";
    assertThat(readDocument(authorisedNfe().replace("<ide>", closing + "<ide>")).status())
        .isEqualTo("100");
  }

  @Test
  void shouldRefuseTooManyDifferentNames() {
    IntFunction<String> element = i -> "<n" + i + "/>";
    IntFunction<String> attribute = i -> "<n a" + i + "='x'/>";
    IntFunction<String> namespace = i -> "<n xmlns:n" + i + "='x'/>";
    IntFunction<String> instruction = i -> "<?n" + i + " x?>";
    for (IntFunction<String> name : List.of(element, attribute, namespace, instruction)) {
      assertThat(refusal("<x>" + many(name, 100_000) + "</x>"))
          .isEqualTo(RejectReason.TOO_MUCH_MARKUP);
      assertThat(refusal("<x>" + many(name, 4_000) + "</x>")).isEqualTo(RejectReason.NOT_FISCAL);
    }
    assertThat(refusal("<x>" + "<a b='c'/>".repeat(100_000) + "</x>"))
        .isEqualTo(RejectReason.NOT_FISCAL);
  }

  @Test
  void shouldForgetNamesThatNoFiscalDocumentHas() throws UnreadableException {
    XmlCursors cursors = new XmlCursors(100);
    LeafText leaf = new LeafText();
    for (int row = 0; row < 20; row++) {
      String strange =
          IntStream.range(row * 1000, row * 1000 + 1000)
              .mapToObj(i -> "<name" + i + "/>")
              .collect(joining());
      try (XmlCursor cursor =
          cursors.open(XmlText.ofUtf8(("<x>" + strange + "</x>").getBytes(UTF_8)))) {
        while (cursor.next(leaf) != XmlCursor.Event.FINISHED) {
          // To its end, where the parser shares what it has learned.
        }
      }
      assertThat(cursors.namesKnown()).isLessThan(10_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1,maxBytes", "1,0,1,1,maxDepth", "1,1,-1,1,maxRecords", "1,1,1,0,maxExpanded"})
  void shouldRefuseLimitsThatLetNothingThrough(int a, int b, int c, int d, String name) {
    assertThatThrownBy(() -> new Limits(a, b, c, d)).hasMessageContaining(name);
  }

  private static String many(IntFunction<String> part, int count) {
    return IntStream.range(0, count).mapToObj(part).collect(joining());
  }

  private static FiscalXmlReader reader() {
    return new FiscalXmlReader(SMALL);
  }

  private static String detail(ReadResult result) {
    return ((ReadResult.Unreadable) result).detail();
  }
}
