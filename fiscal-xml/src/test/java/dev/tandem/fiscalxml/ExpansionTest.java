package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Packing.base64;
import static dev.tandem.fiscalxml.Packing.distribution;
import static dev.tandem.fiscalxml.Packing.docZip;
import static dev.tandem.fiscalxml.Packing.gzip;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.domain.RejectReason;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A small row cannot make the reader work, or take memory, without end. */
class ExpansionTest {
  private static final Limits LIMITS = Limits.DEFAULT;

  /** Most for markup: an element of four bytes is a wrapper, a container, and the parser's. */
  private static final int BYTES_ALLOCATED_PER_BYTE = 24;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final FiscalXmlReader READER = new FiscalXmlReader(LIMITS);

  @Test
  void shouldStopAtTheBudgetOfARowWhateverItHolds() {
    byte[] blanks = gzip("<a>" + " ".repeat(5_000_000) + "</a>");
    byte[] wide = gzip(("<a>" + "b".repeat(2_400_000) + "</a>").getBytes(UTF_16));
    byte[] markup = gzip("<a>" + "<b/>".repeat(1_250_000) + "</a>");
    String text = "<NFe><infNFe><ide><mod>%s</mod></ide></infNFe></NFe>";
    byte[] value = gzip(text.formatted("x".repeat(5_000_000)));
    for (byte[] bomb : new byte[][] {blanks, wide, markup, value}) {
      String[] docZips = new String[100];
      Arrays.fill(docZips, docZip(bomb));
      ReadResult.Unreadable refused = refused(distribution(docZips).getBytes(UTF_8));

      assertThat(refused.reason()).isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
      assertThat(refused.detail())
          .as("the fourth of 100 is the last that is opened")
          .startsWith("docZip 4: ");
    }
  }

  @Test
  void shouldCountWhatIsNestedToo() {
    String bomb = "<a>" + " ".repeat(4_500_000) + "</a>";
    String inner = distribution(docZip(bomb), docZip(bomb));
    String outer = distribution(docZip(inner), docZip(inner), docZip(inner));

    assertThat(refused(outer.getBytes(UTF_8)).reason()).isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
    assertThat(refused(gzip(gzip(outer))).reason()).isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
  }

  @Test
  void shouldRefuseGzipInGzipThatIsTooLargeWithoutReadingOn() {
    byte[] bomb = new byte[200 << 20];
    byte[] twice = gzip(gzip(bomb));

    assertThat(twice.length).isLessThan(10_000);
    assertThat(refused(twice).detail()).isEqualTo("expands to more than 5242880 bytes");
    assertThat(refused(base64(twice).getBytes(UTF_8)).reason())
        .isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
  }

  @Test
  void shouldCountXmlThatStandsAsText() {
    FiscalXmlReader small = new FiscalXmlReader(new Limits(20_000, 20, 10, 10_000));
    String text = Packing.cdata("<infNFe>" + " ".repeat(6_000) + "</infNFe>");

    assertThat(small.read("<x><b>" + text + "</b></x>")).isInstanceOf(ReadResult.Read.class);
    assertThat(Fixtures.refusal(small.read("<x><b>" + text + "</b><b>" + text + "</b></x>")))
        .isEqualTo(RejectReason.DOC_ZIP_TOO_LARGE);
  }

  private static ReadResult.Unreadable refused(byte[] row) {
    ReadResult warm = READER.read(row);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ReadResult result = READER.read(row);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(result).isEqualTo(warm);
    assertThat(allocated)
        .isLessThan((long) BYTES_ALLOCATED_PER_BYTE * (LIMITS.maxExpandedBytes() + row.length));
    return (ReadResult.Unreadable) result;
  }
}
