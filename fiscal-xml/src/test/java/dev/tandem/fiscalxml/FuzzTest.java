package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.CTE_KEY;
import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.OTHER_NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.cte;
import static dev.tandem.fiscalxml.Fixtures.cteProc;
import static dev.tandem.fiscalxml.Fixtures.cteProtocol;
import static dev.tandem.fiscalxml.Fixtures.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is read: there is an answer, it is the same one every time, and it tells no secrets. */
class FuzzTest {
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);
  private static final String SECRET = "Fulano";

  private static final List<String> DOCUMENTS =
      List.of(
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              + authorisedNfe().replace("CLIENTE", SECRET + " de Souza é ção €"),
          cteProc(cte(), cteProtocol(CTE_KEY, "101")),
          event(NFE_KEY, "110111", "135").replace("999999", SECRET),
          "<enviNFe>" + authorisedNfe() + event(OTHER_NFE_KEY, "110110", "135") + "</enviNFe>");

  /** What a mutation inserts: pieces of syntax, where random bytes seldom hit one. */
  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "/>",
          "</",
          "&",
          "&amp;",
          "&#x41;",
          "&x;",
          "\"",
          "'",
          "=",
          "<!--",
          "-->",
          "]]>",
          "<![CDATA[",
          "<?",
          "?>",
          "<!DOCTYPE x>",
          "<!ENTITY",
          "<a>",
          "</a>",
          "<infNFe>",
          "</infNFe>",
          "<nfeProc>",
          "<infProt>",
          "<infEvento>",
          "<docZip>H4sI</docZip>",
          " xmlns=''",
          " xmlns:n='urn:n'",
          "n:",
          "\0",
          "\uFEFF",
          "é",
          "\uD83D\uDE00",
          " ".repeat(5000),
          "<b>".repeat(120));

  @Property(tries = 400)
  void shouldRefuseEveryTruncation(@ForAll("documents") String xml, @ForAll Random random) {
    byte[] whole = xml.getBytes(UTF_8);
    byte[] cut = Arrays.copyOf(whole, random.nextInt(xml.strip().getBytes(UTF_8).length));

    assertThat(answer(cut)).isInstanceOf(ReadResult.Unreadable.class);
  }

  @Property(tries = 3000)
  void shouldAnswerAfterAnyChangeOfBytes(@ForAll("documents") String xml, @ForAll Random random) {
    byte[] bytes = xml.getBytes(UTF_8);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }

    assertThat(answer(bytes)).isNotNull();
  }

  @Property(tries = 3000)
  void shouldAnswerAfterAnyChangeOfSyntax(@ForAll("documents") String xml, @ForAll Random random) {
    StringBuilder changed = new StringBuilder(xml);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(changed.length());
      int until = Math.min(changed.length(), at + random.nextInt(30));
      changed.replace(at, until, PIECES.get(random.nextInt(PIECES.size())));
    }

    assertThat(answer(changed.toString().getBytes(UTF_8))).isNotNull();
    assertThat(READER.read(changed.toString())).isNotNull();
  }

  @Property(tries = 1000)
  void shouldAnswerToAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    assertThat(answer(bytes)).isInstanceOf(ReadResult.Unreadable.class);
  }

  @Property(tries = 1000)
  void shouldAnswerToAnyText(@ForAll String text) {
    assertThat(READER.read(text)).isInstanceOf(ReadResult.Unreadable.class);
    assertThat(READER.read("<nfeProc>" + text)).isInstanceOf(ReadResult.Unreadable.class);
  }

  @Property(tries = 1000)
  void shouldAnswerToElementsInAnyOrder(@ForAll Random random) {
    List<String> names =
        List.of(
            "nfeProc",
            "NFe",
            "infNFe",
            "ide",
            "mod",
            "emit",
            "CNPJ",
            "protNFe",
            "infProt",
            "chNFe",
            "cStat",
            "procEventoNFe",
            "evento",
            "retEvento",
            "infEvento",
            "tpEvento",
            "infCte",
            "CTe",
            "infCanc",
            "infInut",
            "resNFe",
            "total",
            "ICMSTot",
            "vNF",
            "tpAmb",
            "dhEmi");
    StringBuilder xml = new StringBuilder("<x>");
    grow(xml, names, random, 0);

    assertThat(answer(xml.append("</x>").toString().getBytes(UTF_8))).isNotNull();
  }

  private static void grow(StringBuilder xml, List<String> names, Random random, int depth) {
    for (int children = random.nextInt(5); children > 0; children--) {
      String name = names.get(random.nextInt(names.size()));
      xml.append('<').append(name).append(random.nextInt(3) == 0 ? " Id='NFe1'>" : ">");
      if (depth < 8 && random.nextInt(4) > 0) {
        grow(xml, names, random, depth + 1);
      } else {
        xml.append(List.of("1", "135", "110111", NFE_KEY, "x", "").get(random.nextInt(6)));
      }
      xml.append("</").append(name).append('>');
    }
  }

  /** Reads in every way, and checks what holds of every answer. */
  private static ReadResult answer(byte[] bytes) {
    ReadResult result = READER.read(bytes);
    assertThat(READER.read(bytes)).isEqualTo(result);
    check(result);
    check(READER.readUtf8(bytes));
    check(READER.read(new String(bytes, UTF_8)));
    return result;
  }

  private static void check(ReadResult result) {
    if (result instanceof ReadResult.Unreadable unreadable) {
      assertThat(unreadable.reason()).isNotEqualTo(RejectReason.READER_FAILED);
      assertThat(unreadable.detail())
          .isNotEmpty()
          .hasSizeLessThan(200)
          .doesNotContain(SECRET)
          .doesNotContain(NFE_KEY);
    }
  }

  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.of(DOCUMENTS);
  }
}
