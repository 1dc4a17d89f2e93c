package dev.tandem.fiscalxml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.FederalUnit;
import dev.tandem.domain.TimePrecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2018-08-16T16:28:18-03:00,2018-08-16T19:28:18Z,2018-08-16T16:28:18Z",
    "2018-08-16T16:28:18+02:00,2018-08-16T14:28:18Z,2018-08-16T16:28:18Z",
    "2018-08-16T16:28:18-00:00,2018-08-16T16:28:18Z,2018-08-16T16:28:18Z",
    "2018-08-16T16:28:18Z,2018-08-16T16:28:18Z,2018-08-16T16:28:18Z",
    "2018-08-16T16:28:18.5-03:00,2018-08-16T19:28:18.5Z,2018-08-16T16:28:18.5Z",
    "2018-08-16T16:28:18.1234567-03:00,2018-08-16T19:28:18.123Z,2018-08-16T16:28:18.123Z",
    "2018-08-16T16:28-03:00,2018-08-16T19:28:00Z,2018-08-16T16:28:00Z",
    "1900-01-01T00:00:00+14:00,1899-12-31T10:00:00Z,1900-01-01T00:00:00Z",
    "2999-12-31T23:59:59-03:30,3000-01-01T03:29:59Z,2999-12-31T23:59:59Z"
  })
  void shouldReadAnInstant(String written, Instant instant, Instant local) {
    assertThat(WrittenTime.parse(written, Optional.of(FederalUnit.AC)))
        .isEqualTo(
            new WrittenTime(instant.toEpochMilli(), local.toEpochMilli(), TimePrecision.INSTANT));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-10T15:25:59,SP,2021-03-10T18:25:59Z",
    "2021-03-10T15:25:59,AM,2021-03-10T19:25:59Z",
    "2021-03-10T15:25:59,AC,2021-03-10T20:25:59Z",
    "2015-01-10T15:25:59,SP,2015-01-10T17:25:59Z",
    "2015-01-10T15:25:59,BA,2015-01-10T18:25:59Z",
    // The last hour of 2018's summer time comes twice, its first one not at all.
    "2018-02-17T23:30:00,SP,2018-02-18T02:30:00Z",
    "2018-11-04T00:30:00,SP,2018-11-04T03:30:00Z"
  })
  void shouldReadATimeWithoutOffsetInTheStatesZone(
      String written, FederalUnit state, Instant instant) {
    WrittenTime time = WrittenTime.parse(written, Optional.of(state));

    assertThat(time.precision()).isEqualTo(TimePrecision.LOCAL);
    assertThat(Instant.ofEpochMilli(time.instantMs())).isEqualTo(instant);
    assertThat(Instant.ofEpochMilli(time.localMs())).isEqualTo(Instant.parse(written + "Z"));
  }

  @Test
  void shouldReadADateAsNoonInTheStatesZone() {
    // Acre's clocks were four hours behind until November 2013, five since.
    WrittenTime time = WrittenTime.parse("2013-10-18", Optional.of(FederalUnit.AC));

    assertThat(time.precision()).isEqualTo(TimePrecision.DATE);
    assertThat(Instant.ofEpochMilli(time.instantMs())).isEqualTo("2013-10-18T16:00:00Z");
    assertThat(Instant.ofEpochMilli(time.localMs())).isEqualTo("2013-10-18T12:00:00Z");
  }

  @Test
  void shouldReadTheZoneOfMostIssuersWhereNoStateIsKnown() {
    assertThat(WrittenTime.parse("2013-10-18", Optional.empty()))
        .isEqualTo(WrittenTime.parse("2013-10-18", Optional.of(FederalUnit.SP)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "string",
        "2018",
        "2018-08",
        "2018-8-16",
        "2018-02-29",
        "2018-00-10",
        "2018-13-10",
        "2018-01-32",
        "1899-12-31",
        "3000-01-01",
        "+2018-08-16",
        "2018-08-16T",
        "2018-08-16T16",
        "2018-08-16T16:2",
        "2018-08-16T24:00:00",
        "2018-08-16T16:60:00",
        "2018-08-16T16:28:60",
        "2018-08-16T16:28:18.",
        "2018-08-16T16:28:18-",
        "2018-08-16T16:28:18-3",
        "2018-08-16T16:28:18-03:",
        "2018-08-16T16:28:18-15:00",
        "2018-08-16T16:28:18-03:60",
        "2018-08-16T16:28:18-03:00x",
        "2018-08-16 16:28:18",
        "16/08/2018",
        "2018-08-16Z",
        "２０１８-08-16"
      })
  void shouldReadNothingElse(String written) {
    assertThat(WrittenTime.parse(written, Optional.empty())).isEqualTo(WrittenTime.NONE);
  }

  @Property
  void shouldAgreeWithTheLibraryOnEveryInstant(@ForAll("times") OffsetDateTime time) {
    String written = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx"));

    assertThat(WrittenTime.parse(written, Optional.empty()))
        .isEqualTo(
            new WrittenTime(
                time.toInstant().toEpochMilli(),
                time.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli(),
                TimePrecision.INSTANT));
  }

  @Property
  void shouldReadNoDateTheLibraryRefuses(
      @ForAll("digits") String year, @ForAll("digits") String rest) {
    String written =
        "2" + year.substring(0, 3) + "-" + rest.substring(0, 2) + "-" + rest.substring(2);
    boolean valid;
    try {
      LocalDate unused = LocalDate.parse(written);
      valid = true;
    } catch (DateTimeParseException e) {
      valid = false;
    }

    assertThat(WrittenTime.parse(written, Optional.empty()).isPresent()).isEqualTo(valid);
  }

  @Property
  void shouldNotFailOnAnyText(@ForAll String text) {
    assertThat(WrittenTime.parse(text, Optional.empty())).isNotNull();
  }

  @Provide
  Arbitrary<OffsetDateTime> times() {
    LocalDateTime from = LocalDateTime.of(1900, 1, 1, 0, 0);
    long seconds = java.time.Duration.between(from, from.withYear(3000)).toSeconds();
    return net.jqwik.api.Combinators.combine(
            Arbitraries.longs().between(0, seconds - 1),
            Arbitraries.integers().between(-14 * 60, 14 * 60))
        .as(
            (second, minutes) ->
                OffsetDateTime.of(
                    from.plusSeconds(second), ZoneOffset.ofTotalSeconds(minutes * 60)));
  }

  @Provide
  Arbitrary<String> digits() {
    return Arbitraries.strings().numeric().ofLength(4);
  }
}
