package dev.tandem.parity.reading;

import dev.tandem.parity.documents.Packing;
import java.util.List;
import java.util.Random;

/** Documents packed in one another, whole and broken, beside texts that only look like them. */
final class PackedDocuments {
  private static final String NFE = " xmlns='http://www.portalfiscal.inf.br/nfe'";

  private static final List<String> FOREIGN =
      List.of(
          "",
          "H4sI",
          "H4sI-4711",
          "H4sIAAAA",
          "H4sIAAAAAAACA6tWSlSyMqwFAK-sG1YHAAAA",
          "H4sIAAAAAAAA/6tWSlSyUlAyrAUA",
          "PARA 4711",
          "PGEvPg==",
          "PGluZk5GZT4=",
          "&lt;p>NFe infNFe docZip&lt;br>&lt;/p>",
          "&lt;!DOCTYPE html>&lt;html>portalfiscal&lt;/html>",
          "&lt;infNFe>",
          "&lt;nfeProc xmlns='http://www.portalfiscal.inf.br/nfe'>&lt;NFe>",
          "the tag &lt;infNFe> is wrong",
          "answer: &lt;infNFe Id='NFe1'/>",
          "&lt;retEnviNFe/>",
          "{\"a\": 1}");

  private final Random random;
  private final MutatedDocuments plain;

  PackedDocuments(Random random, MutatedDocuments plain) {
    this.random = random;
    this.plain = plain;
  }

  String next() {
    String document = plain.envelope();
    String text = Packing.escaped(changed(plain.envelope()));
    return switch (random.nextInt(7)) {
      case 0 -> "<x><h>" + foreign() + "</h>" + document + "</x>";
      case 1 -> "<x>" + document + "<r>" + foreign() + text + "</r></x>";
      case 2 -> "<x>" + document + "<r><y/>" + foreign() + "<!-- -->" + text + "<y/></r></x>";
      case 3 -> "<retEnviNFe" + NFE + "><r>" + foreign() + "</r></retEnviNFe>";
      case 4 -> "<x><r>" + text + "</r>" + document + "</x>";
      case 5 -> "<retEnviNFe" + NFE + ">" + text + "</retEnviNFe>";
      default -> {
        String name = random.nextBoolean() ? "docZip" : "r";
        String zip = Packing.base64OfGzip(random.nextBoolean() ? text : changed(next()));
        yield "<retEnviNFe%s>%s<%s>%s</%3$s></retEnviNFe>"
            .formatted(NFE, random.nextInt(4) == 0 ? document : "", name, lines(zip));
      }
    };
  }

  private String changed(String xml) {
    return random.nextInt(3) == 0 ? plain.changed(xml) : xml;
  }

  private String lines(String base64) {
    return random.nextBoolean() ? base64 : base64.replaceAll("(.{1,40})", "$1\r\n");
  }

  private String foreign() {
    return FOREIGN.get(random.nextInt(FOREIGN.size()));
  }
}
