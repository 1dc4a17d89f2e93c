package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.WindowSpec.Calendar;
import dev.tandem.counting.WindowSpec.Hopping;
import dev.tandem.counting.WindowSpec.Tumbling;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract, section 3, by example. */
class WindowSpecTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "5, 5", "9, 5", "-1, -5", "-5, -5", "-6, -10"})
  void shouldPutTumblingWindowsSideBySideOnBothSidesOf1970(long timeMs, long startMs) {
    assertThat(new Tumbling(5).windowsOf(timeMs)).containsExactly(new Window(startMs, startMs + 5));
  }

  static Stream<Arguments> hoppingWindows() {
    return Stream.of(
        Arguments.of(5, 3, 0, List.of(-3L, 0L)),
        Arguments.of(5, 3, 2, List.of(0L)),
        Arguments.of(5, 3, 3, List.of(0L, 3L)),
        Arguments.of(5, 3, -1, List.of(-3L)),
        Arguments.of(5, 3, -2, List.of(-6L, -3L)),
        Arguments.of(6, 2, 5, List.of(0L, 2L, 4L)),
        Arguments.of(5, 5, 5, List.of(5L)),
        Arguments.of(1, 1, -1, List.of(-1L)));
  }

  @ParameterizedTest
  @MethodSource("hoppingWindows")
  void shouldOverlapHoppingWindows(long sizeMs, long everyMs, long timeMs, List<Long> startsMs) {
    assertThat(new Hopping(sizeMs, everyMs).windowsOf(timeMs))
        .containsExactlyElementsOf(
            startsMs.stream().map(startMs -> new Window(startMs, startMs + sizeMs)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, America/Sao_Paulo, 2026-03-01T02:59:59.999Z, 2026-02-28T03:00Z, 2026-03-01T03:00Z",
    "DAY, America/Sao_Paulo, 2026-03-01T03:00:00Z, 2026-03-01T03:00Z, 2026-03-02T03:00Z",
    "MONTH, Z, 2026-02-28T23:59:59.999Z, 2026-02-01T00:00Z, 2026-03-01T00:00Z",
    "MONTH, Z, 2024-02-29T00:00:00Z, 2024-02-01T00:00Z, 2024-03-01T00:00Z",
    "YEAR, America/Sao_Paulo, 2026-01-01T02:59:59Z, 2025-01-01T03:00Z, 2026-01-01T03:00Z",
    "DAY, Z, 1969-12-31T23:59:59.999Z, 1969-12-31T00:00Z, 1970-01-01T00:00Z",
    // São Paulo's summer time: this day begins at 01:00 and has 23 hours ...
    "DAY, America/Sao_Paulo, 2018-11-04T12:00:00Z, 2018-11-04T03:00Z, 2018-11-05T02:00Z",
    "DAY, America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03T03:00Z, 2018-11-04T03:00Z",
    // ... this one has 25, and its 23:00 comes twice.
    "DAY, America/Sao_Paulo, 2018-02-18T01:30:00Z, 2018-02-17T02:00Z, 2018-02-18T03:00Z",
    "DAY, America/Sao_Paulo, 2018-02-18T02:30:00Z, 2018-02-17T02:00Z, 2018-02-18T03:00Z",
    // St. John's put its clocks back at 00:01: the hour before midnight that follows is the new
    // day's.
    "DAY, America/St_Johns, 2010-11-07T02:30:30Z, 2010-11-07T02:30Z, 2010-11-08T03:30Z",
    "DAY, America/St_Johns, 2010-11-07T02:31:30Z, 2010-11-07T02:30Z, 2010-11-08T03:30Z",
    "DAY, America/St_Johns, 2010-11-07T02:29:59Z, 2010-11-06T02:30Z, 2010-11-07T02:30Z",
    // Apia had no 30 December 2011.
    "DAY, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29T10:00Z, 2011-12-30T10:00Z",
    "DAY, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-30T10:00Z, 2011-12-31T10:00Z"
  })
  void shouldFollowTheCalendarOfTheZone(
      Calendar.Unit unit, String zone, Instant time, String start, String end) {
    assertThat(new Calendar(unit, ZoneId.of(zone)).windowsOf(time.toEpochMilli()))
        .containsExactly(new Window(ms(start), ms(end)));
  }

  @Test
  void shouldListNoWindowForADayThatAZoneLeavesOut() {
    Calendar days = new Calendar(Calendar.Unit.DAY, ZoneId.of("Pacific/Apia"));

    assertThat(days.startingIn(ms("2011-12-29T00:00Z"), ms("2012-01-01T00:00Z"), 10))
        .extracting(Window::startMs)
        .containsExactly(ms("2011-12-29T10:00Z"), ms("2011-12-30T10:00Z"), ms("2011-12-31T10:00Z"));
  }

  @Test
  void shouldListWindowsThatStartInARangeOnly() {
    assertThat(new Hopping(5, 3).startingIn(-3, 6, 10))
        .containsExactly(new Window(-3, 2), new Window(0, 5), new Window(3, 8));
    assertThat(new Tumbling(5).startingIn(1, 5, 10)).isEmpty();
    assertThat(new Tumbling(5).startingIn(5, 5, 10)).isEmpty();
  }

  @Test
  void shouldListOneWindowMoreThanTheLimitWhereThereAreMore() {
    Calendar months = new Calendar(Calendar.Unit.MONTH, ZoneOffset.UTC);

    assertThat(new Tumbling(5).startingIn(0, 15, 3)).hasSize(3);
    assertThat(new Tumbling(5).startingIn(0, 1_000, 3)).hasSize(4);
    assertThat(months.startingIn(ms("2026-01-01T00:00Z"), ms("2026-12-31T00:00Z"), 3)).hasSize(4);
  }

  @Test
  void shouldRefuseSizesThatAreNone() {
    assertThatThrownBy(() -> new Tumbling(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window's size is more than zero: sizeMs=0");
    assertThatThrownBy(() -> new Hopping(5, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window starts every 1 ms or more, at most its size: sizeMs=5, everyMs=6");
    assertThatThrownBy(() -> new Hopping(5, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Window(5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window ends after it starts: startMs=5, endMs=5");
  }

  private static long ms(String minute) {
    return Instant.parse(minute.replace("Z", ":00Z")).toEpochMilli();
  }
}
