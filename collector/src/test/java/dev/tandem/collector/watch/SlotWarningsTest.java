package dev.tandem.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SlotWarningsTest {
  private final SlotWarnings warnings = new SlotWarnings("tandem_main");

  private static SlotStatus status(String walStatus) {
    return new SlotStatus(
        "pgoutput",
        "documents",
        true,
        walStatus,
        3L << 30,
        1 << 20,
        OptionalLong.of(512 << 20),
        walStatus.equals("lost") ? "wal_removed" : "");
  }

  @Test
  void shouldWarnOncePerChange() {
    assertThat(warnings.next(status("reserved"))).isEmpty();
    assertThat(warnings.next(status("extended")).orElseThrow())
        .contains("tandem_main keeps 3.0 GB", "lost after 512.0 MB more");
    assertThat(warnings.next(status("extended"))).isEmpty();
    assertThat(warnings.next(status("unreserved")).orElseThrow())
        .contains("ALTER SYSTEM SET max_slot_wal_keep_size");
    assertThat(warnings.next(status("lost")).orElseThrow())
        .contains("lost changes (wal_removed)", "collector resnapshot");
    assertThat(warnings.next(status("lost"))).isEmpty();
  }

  @Test
  void shouldWarnAgainAfterItWasBetter() {
    assertThat(warnings.next(status("extended"))).isPresent();
    assertThat(warnings.next(status("reserved"))).isEmpty();
    assertThat(warnings.next(status("extended"))).isPresent();
  }

  @Test
  void shouldCountBytesAsPostgresqlDoes() {
    assertThat(Bytes.text(1023)).isEqualTo("1023 bytes");
    assertThat(Bytes.text(1536)).isEqualTo("1.5 kB");
    assertThat(Bytes.text(20L << 30)).isEqualTo("20.0 GB");
    assertThat(Bytes.text(5L << 50)).isEqualTo("5120.0 TB");
  }
}
