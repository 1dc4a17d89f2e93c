package dev.tandem.parity.reading;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Documents, envelopes of them and what becomes of both when elements and texts are changed. */
final class MutatedDocuments {
  private static final String KEY = "35260311222333000181550010000001231123456781";
  private static final String OTHER_KEY = "35260311222333000181550010000001251123456786";
  private static final String CTE_KEY = "41260311222333000181570010000007771123456780";
  private static final String NFE = " xmlns='http://www.portalfiscal.inf.br/nfe'";
  private static final String CTE = " xmlns='http://www.portalfiscal.inf.br/cte'";
  private static final String MDFE = " xmlns='http://www.portalfiscal.inf.br/mdfe'";

  private static final Pattern LEAF = Pattern.compile("<([A-Za-z:]+)([^<>]*)>([^<>]*)</\\1>");
  private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z]+)([^<>/]*)>");
  private static final Pattern TAG_END = Pattern.compile(">");

  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "1",
          "01",
          "001",
          "2",
          "10",
          "55",
          "65",
          "57",
          "100",
          "0100",
          "150",
          "101",
          "151",
          "155",
          "204",
          "135",
          "136",
          "0135",
          "573",
          "110111",
          "110112",
          "110110",
          "210210",
          KEY,
          OTHER_KEY,
          CTE_KEY,
          "35",
          "099",
          "SP",
          "12.34",
          "0012.3",
          "1.234",
          "2026-03-04",
          "2026-03-04T10:20:30",
          "2026-03-04T10:20:30-03:00",
          "x".repeat(64),
          "x".repeat(65));

  private static final List<String> NAMES =
      List.of(
          "x",
          "NFe",
          "CTe",
          "GTVe",
          "nfeProc",
          "cteProc",
          "protNFe",
          "evento",
          "retEvento",
          "enviNFe",
          "retEnviNFe",
          "retConsSitNFe",
          "retDistDFeInt",
          "infNFe",
          "infCte",
          "infProt",
          "infEvento",
          "infCanc",
          "infInut",
          "resNFe",
          "infMDFe",
          "infDPS",
          "pedRegEvento",
          "ide",
          "total",
          "emit",
          "toma",
          "DPS",
          "infCFe",
          "CFeCanc");

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "</",
          "&",
          "&amp;",
          "&#x41;",
          "&#48;",
          "&#0;",
          "&x;",
          "\"",
          "'",
          "<!--",
          "-->",
          "]]>",
          "<![CDATA[",
          "<?",
          "?>",
          "<?x y?>",
          "<!-- c -->",
          "<![CDATA[0]]>",
          "<a>",
          "<a/>",
          "</a>",
          " xmlns=''",
          " xmlns='urn:x'",
          " xmlns:n='urn:n'",
          " n:Id='NFe" + KEY + "'",
          " Id='NFe" + OTHER_KEY + "'",
          " versao='1.10'",
          "n:",
          "\0",
          "\uFEFF",
          "\u2003",
          "\u00A0",
          "\u0085",
          "\u000B",
          " ",
          "\t",
          "\r\n",
          "\u00e9",
          "\uD83D\uDE00",
          "\uFFFF",
          " ".repeat(70));

  private final Random random;
  private final PackedDocuments packed;

  MutatedDocuments(long seed) {
    this.random = new Random(seed);
    this.packed = new PackedDocuments(random, this);
  }

  /** One more, with none to seven changes. */
  String next() {
    String xml = random.nextInt(4) == 0 ? packed.next() : envelope();
    for (int changes = random.nextInt(8); changes > 0; changes--) {
      xml = changed(xml);
    }
    return xml;
  }

  String envelope() {
    return switch (random.nextInt(6)) {
      case 0 -> "<nfeProc" + NFE + " versao='4.00'>" + parts(1 + random.nextInt(3)) + "</nfeProc>";
      case 1 -> "<cteProc" + CTE + ">" + parts(1 + random.nextInt(3)) + "</cteProc>";
      case 2 -> "<x>" + parts(1 + random.nextInt(6)) + "</x>";
      case 3 ->
          "<procEventoNFe>" + request() + answer() + parts(random.nextInt(2)) + "</procEventoNFe>";
      case 4 -> "<nfeProc" + NFE + ">" + nfe() + protocol() + protocol() + "</nfeProc>";
      default -> part();
    };
  }

  private String parts(int count) {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < count; i++) {
      parts.append(part());
    }
    return parts.toString();
  }

  private String part() {
    return switch (random.nextInt(13)) {
      case 0, 1 -> nfe();
      case 2 -> cte();
      case 3, 4 -> protocol();
      case 5 -> request();
      case 6 -> answer();
      case 7 -> receipt();
      case 8 -> "<retEnviNFe" + NFE + "><cStat>104</cStat>" + protocol() + "</retEnviNFe>";
      case 9 -> "<retConsSitNFe" + NFE + "><cStat>217</cStat></retConsSitNFe>";
      case 10 -> "<resNFe" + NFE + "><chNFe>" + key() + "</chNFe><vNF>1.00</vNF></resNFe>";
      case 11 -> "<MDFe" + MDFE + "><infMDFe Id='MDFe" + key() + "'>" + nfe() + "</infMDFe></MDFe>";
      default -> "<procInutNFe><infInut><tpAmb>1</tpAmb><cStat>102</cStat></infInut></procInutNFe>";
    };
  }

  private String nfe() {
    return "<NFe%s><infNFe Id='NFe%s' versao='4.00'><ide><cUF>35</cUF><mod>55</mod>"
            .formatted(space(NFE), key())
        + "<dhEmi>2026-03-04T10:20:30-03:00</dhEmi><tpNF>1</tpNF><tpEmis>1</tpEmis><tpAmb>1</tpAmb>"
        + "<finNFe>1</finNFe></ide><emit><CNPJ>11222333000181</CNPJ><enderEmit><UF>SP</UF>"
        + "</enderEmit></emit><dest><CNPJ>44556677000186</CNPJ></dest><total><ICMSTot>"
        + "<vNF>1234.56</vNF></ICMSTot></total></infNFe></NFe>";
  }

  private String cte() {
    return "<CTe%s><infCte Id='CTe%s' versao='4.00'><ide><cUF>41</cUF><mod>57</mod>"
            .formatted(space(CTE), CTE_KEY)
        + "<dhEmi>2026-03-04T10:20:30</dhEmi><tpEmis>1</tpEmis><tpAmb>1</tpAmb><toma3><toma>"
        + random.nextInt(4)
        + "</toma></toma3></ide><emit><CPF>52998224725</CPF></emit><rem><CNPJ>10000000000100</CNPJ>"
        + "</rem><dest><CNPJ>40000000000100</CNPJ></dest><vPrest><vTPrest>321.09</vTPrest></vPrest>"
        + "<infCTeNorm><infDoc><infNFe><chave>1</chave></infNFe></infDoc></infCTeNorm></infCte></CTe>";
  }

  private String protocol() {
    return "<protNFe%s><infProt><tpAmb>%s</tpAmb><chNFe>%s</chNFe><dhRecbto>2026-03-04T10:2%d:00"
            .formatted(space(NFE), one(List.of("1", "1", "1", "2")), key(), random.nextInt(10))
        + "-03:00</dhRecbto><cStat>%s</cStat></infProt></protNFe>"
            .formatted(one(List.of("100", "100", "101", "204", "302", "150", "155", "")));
  }

  private String request() {
    return "<evento%s><infEvento><tpAmb>%s</tpAmb><chNFe>%s</chNFe>"
            .formatted(space(NFE), one(List.of("1", "1", "2")), key())
        + "<dhEvento>2026-03-05T08:00:00-03:00</dhEvento><tpEvento>110111</tpEvento>"
        + "<nSeqEvento>%s</nSeqEvento></infEvento></evento>".formatted(sequence());
  }

  private String answer() {
    return "<retEvento%s><infEvento><tpAmb>1</tpAmb><cStat>%s</cStat><chNFe>%s</chNFe>"
            .formatted(space(NFE), one(List.of("135", "135", "573", "155")), key())
        + "<tpEvento>110111</tpEvento><nSeqEvento>%s</nSeqEvento>".formatted(sequence())
        + "<dhRegEvento>2026-03-05T08:00:02-03:00</dhRegEvento></infEvento></retEvento>";
  }

  private String receipt() {
    return "<retCancNFe%s><infCanc><tpAmb>1</tpAmb>%s<chNFe>%s</chNFe>"
            .formatted(
                space(NFE), one(List.of("", "<cStat>101</cStat>", "<cStat>218</cStat>")), key())
        + "<dhRecbto>2011-02-03T04:05:06</dhRecbto></infCanc></retCancNFe>";
  }

  private String key() {
    return one(List.of(KEY, KEY, KEY, OTHER_KEY));
  }

  private String sequence() {
    return one(List.of("1", "1", "01", "001", "2"));
  }

  private String space(String namespace) {
    return one(List.of(namespace, namespace, ""));
  }

  String changed(String xml) {
    return switch (random.nextInt(9)) {
      case 0 -> atLeaf(xml, (name, attributes, text) -> element(name, attributes, one(TEXTS)));
      case 1 -> atLeaf(xml, (name, attributes, text) -> element(name, attributes, pieces(text)));
      case 2 ->
          atLeaf(xml, (name, attributes, text) -> beside(name, element(name, attributes, text)));
      case 3 ->
          atLeaf(
              xml,
              (name, attributes, text) ->
                  "<n:%s xmlns:n='%s'>%s</n:%1$s>".formatted(name, namespace(), text));
      case 4 -> atLeaf(xml, (name, attributes, text) -> "");
      case 5 -> insertedAfterTag(xml, part());
      case 6 -> renamed(xml);
      case 7 ->
          atLeaf(
              xml,
              (name, attributes, text) -> element(one(NAMES), "", element(name, attributes, text)));
      default -> withPiece(xml);
    };
  }

  private interface LeafChange {
    String of(String name, String attributes, String text);
  }

  private String atLeaf(String xml, LeafChange change) {
    List<MatchResult> leaves = LEAF.matcher(xml).results().toList();
    if (leaves.isEmpty()) {
      return xml;
    }
    MatchResult leaf = leaves.get(random.nextInt(leaves.size()));
    return xml.substring(0, leaf.start())
        + change.of(leaf.group(1), leaf.group(2), leaf.group(3))
        + xml.substring(leaf.end());
  }

  private static String element(String name, String attributes, String text) {
    return "<" + name + attributes + ">" + text + "</" + name + ">";
  }

  private String beside(String name, String element) {
    String other = element(name, "", one(TEXTS));
    return random.nextBoolean() ? other + element : element + other;
  }

  private String pieces(String text) {
    int at = random.nextInt(text.length() + 1);
    String piece =
        switch (random.nextInt(8)) {
          case 0 -> "<!-- c -->";
          case 1 -> "<![CDATA[]]>";
          case 2 -> "<?x y?>";
          case 3 -> " ".repeat(random.nextInt(80)) + "<!-- -->";
          case 4 -> "<x/>";
          case 5 -> one(List.of("\u2003", "\u00A0", " ", "\n", "&#10;", "&#x2003;"));
          case 6 -> "0";
          default -> "&#48;";
        };
    return text.substring(0, at) + piece + text.substring(at);
  }

  private String namespace() {
    return one(
        List.of(
            "urn:x", "http://www.portalfiscal.inf.br/nfe", "http://www.portalfiscal.inf.br/cte"));
  }

  private String insertedAfterTag(String xml, String inserted) {
    List<MatchResult> ends = TAG_END.matcher(xml).results().toList();
    if (ends.size() < 2) {
      return xml;
    }
    int at = ends.get(random.nextInt(ends.size() - 1)).end();
    return xml.substring(0, at) + inserted + xml.substring(at);
  }

  private String renamed(String xml) {
    List<MatchResult> elements = ELEMENT.matcher(xml).results().toList();
    if (elements.isEmpty()) {
      return xml;
    }
    String name = elements.get(random.nextInt(elements.size())).group(1);
    String other = one(NAMES);
    return xml.replaceAll("<(/?)" + name + "\\b", "<$1" + other);
  }

  private String withPiece(String xml) {
    int at = random.nextInt(xml.length() + 1);
    int until = Math.min(xml.length(), at + Math.max(0, random.nextInt(12) - 8));
    return xml.substring(0, at) + one(PIECES) + xml.substring(until);
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
