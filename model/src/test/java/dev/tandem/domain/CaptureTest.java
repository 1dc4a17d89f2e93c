package dev.tandem.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final String KEY = "35180834128745000152550010000476051695511860";
  private static final Row ROW = new Row("main", "public.documents", PrimaryKey.text("a/b"));

  @Test
  void shouldBeKeyedByItsAccessKey() {
    assertThat(capture(0, 5, new OtherRecord(KEY, "correction-letter")).key()).isEqualTo(KEY);
  }

  @Test
  void shouldBeKeyedByItsRowWithoutAnAccessKey() {
    assertThat(capture(0, 5, new OtherRecord("", "number-gap")).key())
        .isEqualTo("main/public.documents/a/b");
  }

  @Test
  void shouldHaveAnOrdinalFromZero() {
    assertThatThrownBy(() -> capture(-1, 5, new OtherRecord(KEY, "summary")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an ordinal must be >= 0: ordinal=-1, row=main/public.documents/a/b");
  }

  @Test
  void shouldHaveAnArrival() {
    assertThatThrownBy(() -> capture(0, Times.ABSENT, new OtherRecord(KEY, "summary")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a capture has an arrival: row=main/public.documents/a/b");
  }

  private static Capture capture(int ordinal, long arrivedMs, FiscalRecord record) {
    return new Capture(ROW, 0, new Digest(1, 2), ordinal, arrivedMs, false, record);
  }
}
