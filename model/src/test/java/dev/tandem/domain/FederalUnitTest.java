package dev.tandem.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FederalUnitTest {
  @Test
  void shouldBeTheStatesAndTheFederalDistrict() {
    assertThat(FederalUnit.values()).hasSize(27);
    assertThat(FederalUnit.values()).extracting(FederalUnit::code).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeFoundByAbbreviationAndByCode(FederalUnit unit) {
    assertThat(FederalUnit.named(unit.name())).contains(unit);
    assertThat(FederalUnit.coded(unit.code())).contains(unit);
  }

  @Test
  void shouldNotFindWhatIsNone() {
    assertThat(FederalUnit.named("EX")).isEmpty();
    assertThat(FederalUnit.named("sp")).isEmpty();
    assertThat(FederalUnit.coded("91")).isEmpty();
    assertThat(FederalUnit.coded("")).isEmpty();
  }

  /** Offsets of winter 2026, and of the last summer time (domain sheet, section 10). */
  @ParameterizedTest
  @CsvSource({
    "SP, -03:00, -02:00", "DF, -03:00, -02:00", "RS, -03:00, -02:00", "BA, -03:00, -03:00",
    "PE, -03:00, -03:00", "MT, -04:00, -03:00", "MS, -04:00, -03:00", "AM, -04:00, -04:00",
    "RO, -04:00, -04:00", "RR, -04:00, -04:00", "AC, -05:00, -05:00", "TO, -03:00, -03:00"
  })
  void shouldHaveTheZoneOfItsCapital(FederalUnit unit, String winter2026, String summer2019) {
    assertThat(unit.zone().getRules().getOffset(LocalDateTime.parse("2026-07-01T12:00:00")))
        .isEqualTo(ZoneOffset.of(winter2026));
    assertThat(unit.zone().getRules().getOffset(LocalDateTime.parse("2019-01-15T12:00:00")))
        .isEqualTo(ZoneOffset.of(summer2019));
  }
}
