package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.generator.Style.Declaration;
import dev.tandem.localstack.generator.Style.Namespaces;
import dev.tandem.localstack.generator.Style.Spacing;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final String COMPACT = "<a x=\"1\"><b>t</b><c/><d><e>u</e></d></a>";

  @Test
  void shouldIndentBetweenTagsAndLeaveTextsAlone() {
    assertThat(dressed(Spacing.INDENTED))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <a x="1">
              <b>t</b>
              <c/>
              <d>
                <e>u</e>
              </d>
            </a>\
            """);
  }

  @Test
  void shouldEndLinesAsWindowsDoes() {
    assertThat(dressed(Spacing.CRLF)).contains("?>\r\n<a x=\"1\">\r\n<b>t</b>\r\n<c/>");
  }

  @Test
  void shouldPrefixEverythingButTheSignature() {
    StringBuilder out = new StringBuilder();

    Prefixer.prefix(
        out,
        "<a xmlns=\"urn:x\"><b><![CDATA[<i>]]></b><Signature xmlns=\"urn:s\"><v/></Signature></a>",
        "p");

    assertThat(out)
        .hasToString(
            "<p:a xmlns:p=\"urn:x\"><p:b><![CDATA[<i>]]></p:b>"
                + "<Signature xmlns=\"urn:s\"><v/></Signature></p:a>");
  }

  @Test
  void shouldGiveAReformattedCopyOtherBytes() {
    for (Style style : Style.allOddities()) {
      for (int index = 0; index < 50; index++) {
        Dice dice = Dice.of(1, index, Dice.Purpose.STYLE);

        assertThat(style.other(dice).spacing()).isNotEqualTo(style.spacing());
      }
    }
  }

  private static String dressed(Spacing spacing) {
    Payload payload =
        new Payload() {
          @Override
          public void write(StringBuilder out, Namespaces namespaces) {
            out.append(COMPACT);
          }

          @Override
          public void describe(FactList facts) {
            throw new UnsupportedOperationException("has no facts");
          }
        };
    return new Style(Declaration.UPPER_CASE, Namespaces.DEFAULT, spacing).dress(payload);
  }
}
