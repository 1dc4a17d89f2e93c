package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract, section 5. */
class TallyTest {
  private static final Measures SOME = new Measures(3, 500, 1, 200);

  @ParameterizedTest
  @EnumSource
  void shouldAddToThePartOfTheVerdict(Verdict verdict) {
    Tally tally = Tally.ZERO.plus(verdict, SOME);

    assertThat(List.of(tally.live(), tally.late(), tally.expired()))
        .containsExactly(
            verdict == Verdict.LIVE ? SOME : Measures.ZERO,
            verdict == Verdict.LATE ? SOME : Measures.ZERO,
            verdict == Verdict.EXPIRED ? SOME : Measures.ZERO);
    assertThat(tally.total()).isEqualTo(SOME);
  }

  @Test
  void shouldTotalItsParts() {
    Tally tally =
        new Tally(new Measures(1, 10, 0, 0), new Measures(20, 2, 3, 4), new Measures(0, 0, 50, 6));

    assertThat(tally.total()).isEqualTo(new Measures(21, 12, 53, 10));
  }

  @Test
  void shouldAddPartByPart() {
    Tally tally = Tally.ZERO.plus(Verdict.LIVE, SOME).plus(Verdict.LATE, SOME);

    assertThat(tally.plus(tally))
        .isEqualTo(new Tally(SOME.plus(SOME), SOME.plus(SOME), Measures.ZERO));
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeZeroOnlyWhereEveryPartIs(Verdict verdict) {
    Tally tally = Tally.ZERO.plus(verdict, SOME);

    assertThat(tally.isZero()).isFalse();
    assertThat(tally.plus(verdict, SOME.negate()).isZero()).isTrue();
  }

  @Test
  void shouldNotBeZeroWhereOnlyOneMeasureIsNot() {
    assertThat(new Measures(1, 0, 0, 0).isZero()).isFalse();
    assertThat(new Measures(0, 1, 0, 0).isZero()).isFalse();
    assertThat(new Measures(0, 0, 1, 0).isZero()).isFalse();
    assertThat(new Measures(0, 0, 0, 1).isZero()).isFalse();
  }

  @Test
  void shouldDeriveNetFigures() {
    assertThat(SOME.netDocuments()).isEqualTo(2);
    assertThat(SOME.netValue()).isEqualTo(300);
  }

  @Test
  void shouldOrderAnswersByMetricWindowAndDimensions() {
    CountKey first = new CountKey("a", List.of("x"), new Window(0, 5));
    CountKey longer = new CountKey("a", List.of("x"), new Window(0, 6));
    CountKey second = new CountKey("a", List.of("x", "y"), new Window(0, 6));
    CountKey third = new CountKey("a", List.of("y"), new Window(0, 6));
    CountKey later = new CountKey("a", List.of(), new Window(1, 5));
    CountKey other = new CountKey("b", List.of(), new Window(0, 5));

    assertThat(new TreeSet<>(List.of(other, third, later, longer, second, first)))
        .containsExactly(first, longer, second, third, later, other);
  }

  @Test
  void shouldSayWhatAnAnswerIsAbout() {
    long startMs = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    assertThat(new CountKey("m@1", List.of("SP", ""), new Window(startMs, startMs + 60_000)))
        .hasToString("m@1 [SP, ] [2026-03-01T00:00:00Z;2026-03-01T00:01:00Z)");
  }
}
