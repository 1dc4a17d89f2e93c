package dev.tandem.collector;

import java.util.Random;

/** Small fiscal records that can be read. */
final class Xmls {
  private static final int NOISE = 1500;

  private Xmls() {}

  /** A summary of the n-th document; any number gives another access key. */
  static String summary(long n) {
    return summary(String.format("%022d", n));
  }

  /** A summary whose access key ends with these 22 digits. */
  static String summary(String digits) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><resNFe"
        + " xmlns=\"http://www.portalfiscal.inf.br/nfe\" versao=\"1.01\"><chNFe>"
        + "3526010000000000019155"
        + digits
        + "</chNFe><xNome>Padaria S\u00e3o Jo\u00e3o</xNome></resNFe>";
  }

  /** An NF-e with the answer of the tax authority: 100 authorised, 302 denied. */
  static String document(String accessKey, String status) {
    return """
    <nfeProc xmlns="http://www.portalfiscal.inf.br/nfe" versao="4.00"><NFe>\
    <infNFe Id="NFe%1$s" versao="4.00"><ide><cUF>35</cUF><mod>55</mod>\
    <dhEmi>2026-03-04T10:20:30-03:00</dhEmi><tpNF>1</tpNF><tpEmis>1</tpEmis><tpAmb>1</tpAmb>\
    <finNFe>1</finNFe></ide><emit><CNPJ>11222333000181</CNPJ></emit>\
    <total><ICMSTot><vNF>12.34</vNF></ICMSTot></total></infNFe></NFe>\
    <protNFe versao="4.00"><infProt><tpAmb>1</tpAmb><chNFe>%1$s</chNFe>\
    <dhRecbto>2026-03-04T10:20:40-03:00</dhRecbto><cStat>%2$s</cStat></infProt></protNFe>\
    </nfeProc>\
    """
        .formatted(accessKey, status);
  }

  /** A summary, so long that PostgreSQL keeps it out of line. */
  static String longSummary(long n) {
    StringBuilder noise = new StringBuilder();
    Random random = new Random(n);
    for (int i = 0; i < NOISE; i++) {
      noise.append(Long.toHexString(random.nextLong()));
    }
    return summary(n).replace("</resNFe>", "<x>" + noise + "</x></resNFe>");
  }
}
