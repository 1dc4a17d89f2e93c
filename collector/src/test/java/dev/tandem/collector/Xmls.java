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

  /** The same, so long that PostgreSQL keeps it out of line. */
  static String longSummary(long n) {
    StringBuilder noise = new StringBuilder();
    Random random = new Random(n);
    for (int i = 0; i < NOISE; i++) {
      noise.append(Long.toHexString(random.nextLong()));
    }
    return summary(n).replace("</resNFe>", "<x>" + noise + "</x></resNFe>");
  }
}
