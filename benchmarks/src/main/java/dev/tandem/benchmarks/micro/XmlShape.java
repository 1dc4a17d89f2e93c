package dev.tandem.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.localstack.generator.Fact;
import dev.tandem.localstack.generator.GeneratedRow;
import java.util.Comparator;
import java.util.List;

/** What a row's XML may be; of each the row of median size stands for all. */
public enum XmlShape {
  /** {@code nfeProc}, model 55. */
  NFE,
  /** {@code nfeProc}, model 65. */
  NFCE,
  /** {@code cteProc}. */
  CTE,
  /** An {@code nfeProc} with its {@code procEventoNFe} in it. */
  NFE_WITH_CANCELLATION,
  /** A {@code procEventoNFe} in a row of its own. */
  EVENT,
  /** A document in a SOAP envelope. */
  SOAP,
  /** A {@code retDistDFeInt}, whose documents are gzip in base64. */
  DISTRIBUTION,
  /** Every element with a prefix. */
  PREFIXED;

  private boolean holds(GeneratedRow row) {
    String xml = row.xml();
    return switch (this) {
      case NFE -> isDocument(row, "<nfeProc", "55");
      case NFCE -> isDocument(row, "<nfeProc", "65");
      case CTE -> isDocument(row, "<cteProc", "57");
      case NFE_WITH_CANCELLATION -> xml.contains("<nfeProc") && xml.contains("<procEventoNFe");
      case EVENT -> root(row).startsWith("<procEventoNFe");
      case SOAP -> root(row).startsWith("<soap:Envelope") && xml.contains("<infNFe");
      case DISTRIBUTION -> root(row).startsWith("<retDistDFeInt") && row.facts().size() > 1;
      case PREFIXED -> xml.contains("<nfe:infNFe");
    };
  }

  /** As UTF-8. */
  byte[] medianOf(List<GeneratedRow> rows) {
    byte[][] bySize =
        rows.stream()
            .filter(this::holds)
            .map(row -> row.xml().getBytes(UTF_8))
            .sorted(Comparator.comparingInt(xml -> xml.length))
            .toArray(byte[][]::new);
    if (bySize.length == 0) {
      throw new IllegalStateException("no row of the sample is of the shape " + this);
    }
    return bySize[bySize.length / 2];
  }

  /** The NF-e whose size is nearest to a number of bytes, as UTF-8. */
  static byte[] nfeOf(int bytes, List<GeneratedRow> rows) {
    return rows.stream()
        .filter(NFE::holds)
        .map(row -> row.xml().getBytes(UTF_8))
        .min(Comparator.comparingInt(xml -> Math.abs(xml.length - bytes)))
        .orElseThrow();
  }

  private static boolean isDocument(GeneratedRow row, String root, String model) {
    return root(row).startsWith(root)
        && row.facts().size() == 1
        && row.facts().get(0).kind() == Fact.Kind.DOCUMENT
        && row.facts().get(0).model().equals(model);
  }

  private static String root(GeneratedRow row) {
    String xml = row.xml();
    return xml.startsWith("<?") ? xml.substring(xml.indexOf("?>") + 2).stripLeading() : xml;
  }
}
