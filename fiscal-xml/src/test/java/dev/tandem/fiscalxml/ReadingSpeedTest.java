package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prints how many documents one thread reads in a second of its processor time; asserts nothing
 * about it.
 *
 * <pre>
 * ./mvnw -q -pl fiscal-xml -am test -Dtest=ReadingSpeedTest -Dtandem.speed=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@EnabledIfSystemProperty(named = "tandem.speed", matches = "true")
class ReadingSpeedTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long ROUND_NS = Duration.ofSeconds(3).toNanos();
  private static final int ROUNDS = 5;
  private static final int BYTES = 10_000;

  @Test
  void shouldReadQuickly() {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    List<byte[]> documents = documents();
    for (int round = 1; round <= ROUNDS; round++) {
      long began = THREADS.getCurrentThreadCpuTime();
      long elapsed;
      long read = 0;
      do {
        for (byte[] document : documents) {
          assertThat(reader.readUtf8(document) instanceof ReadResult.Read).isTrue();
          read++;
        }
        elapsed = THREADS.getCurrentThreadCpuTime() - began;
      } while (elapsed < ROUND_NS);
      System.out.printf(
          "round %d: %.0f documents of %d bytes per second%n",
          round, read * 1e9 / elapsed, documents.get(0).length);
    }
  }

  /** NF-e with items and a signature, as large as the median of real ones. */
  private static List<byte[]> documents() {
    String item =
        "<det nItem=\"1\"><prod><cProd>1</cProd><cEAN>SEM GTIN</cEAN><xProd>PARAFUSO SEXTAVADO %d"
            + "</xProd><NCM>73181500</NCM><CFOP>5102</CFOP><uCom>UN</uCom><qCom>10.0000</qCom>"
            + "<vUnCom>1.2300000000</vUnCom><vProd>12.30</vProd><indTot>1</indTot></prod><imposto>"
            + "<ICMS><ICMS00><orig>0</orig><CST>00</CST><modBC>3</modBC><vBC>12.30</vBC><pICMS>18.00"
            + "</pICMS><vICMS>2.21</vICMS></ICMS00></ICMS><PIS><PISAliq><CST>01</CST><vBC>12.30</vBC>"
            + "<pPIS>1.65</pPIS><vPIS>0.20</vPIS></PISAliq></PIS></imposto></det>";
    List<byte[]> documents = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String xml =
          Fixtures.authorisedNfe()
              .replaceAll("\\n *", "")
              .replace(
                  "<SignedInfo/>", "<X509Certificate>" + "MIIH".repeat(600) + "</X509Certificate>");
      int items = 1 + (BYTES - xml.length()) / item.length();
      documents.add(
          xml.replace("</det>", "</det>" + item.formatted(i).repeat(items)).getBytes(UTF_8));
    }
    return documents;
  }
}
