package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.WindowSpec.Calendar;
import dev.tandem.counting.WindowSpec.Hopping;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for every shape of window at every time from 1900 to 2999. */
class WindowLawsTest {
  private static final long FIRST_MS = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MS = Instant.parse("2999-12-31T23:59:59.999Z").toEpochMilli();

  @Provide
  Arbitrary<WindowSpec> specs() {
    return RandomMetrics.windows(TimeDomain.ISSUED);
  }

  @Provide
  Arbitrary<Long> times() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(FIRST_MS, LAST_MS),
        Arbitraries.longs().between(-10, 10),
        Arbitraries.of(FIRST_MS, LAST_MS));
  }

  @Property
  void shouldHoldTheInstantInEachOfItsWindows(
      @ForAll("specs") WindowSpec spec, @ForAll("times") long timeMs) {
    assertThat(spec.windowsOf(timeMs))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .isSorted()
        .allMatch(window -> window.contains(timeMs));
  }

  @Property
  void shouldHoldEveryTimeThatACaptureMayHave(
      @ForAll("specs") WindowSpec spec,
      @ForAll @LongRange(min = Times.FIRST_MS, max = Times.END_MS - 1) long timeMs) {
    assertThat(spec.windowsOf(timeMs)).isNotEmpty().allMatch(window -> window.contains(timeMs));
  }

  @Property
  void shouldFindTheWindowsThatTryingAllFinds(
      @ForAll("specs") WindowSpec spec, @ForAll("times") long timeMs) {
    assertThat(spec.windowsOf(timeMs)).isEqualTo(AnswerDefinition.windows(spec, timeMs));
  }

  @Property
  void shouldHaveNoGapsAndNoOverlapsUnlessTheyHop(
      @ForAll("specs") WindowSpec spec, @ForAll("times") long timeMs) {
    Window first = spec.windowsOf(timeMs).get(0);
    List<Window> before = spec.windowsOf(first.startMs() - 1);
    List<Window> after = spec.windowsOf(first.endMs());

    if (spec instanceof Hopping hopping) {
      assertThat(spec.startingIn(first.startMs() + 1, first.endMs() + hopping.everyMs(), 1).get(0))
          .isEqualTo(
              new Window(first.startMs() + hopping.everyMs(), first.endMs() + hopping.everyMs()));
    } else {
      assertThat(before).extracting(Window::endMs).containsExactly(first.startMs());
      assertThat(after).extracting(Window::startMs).containsExactly(first.endMs());
    }
  }

  @Property
  void shouldPutAnInstantInAsManyHoppingWindowsAsFit(
      @ForAll @IntRange(min = 1, max = 200) int everyMs,
      @ForAll @IntRange(min = 1, max = 30) int times,
      @ForAll("times") long timeMs) {
    assertThat(new Hopping((long) everyMs * times, everyMs).windowsOf(timeMs)).hasSize(times);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldListTheWindowsThatInstantsFallIn(
      @ForAll("specs") WindowSpec spec,
      @ForAll("times") long fromMs,
      @ForAll @IntRange(min = 0, max = 20) int windows,
      @ForAll @IntRange(min = 0, max = 1_000) int permille) {
    long lengthMs = length(spec) * windows;
    long toMs = fromMs + lengthMs;
    long timeMs = fromMs + lengthMs / 1_000 * permille;
    List<Window> listed = spec.startingIn(fromMs, toMs, Integer.MAX_VALUE - 1);

    assertThat(listed)
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(window -> fromMs <= window.startMs() && window.startMs() < toMs)
        .allMatch(window -> spec.windowsOf(window.startMs()).contains(window))
        .containsAll(
            spec.windowsOf(timeMs).stream()
                .filter(window -> fromMs <= window.startMs() && window.startMs() < toMs)
                .toList());
  }

  private static long length(WindowSpec spec) {
    if (spec instanceof Hopping hopping) {
      return hopping.everyMs();
    }
    Window window = spec.windowsOf(0).get(0);
    return window.endMs() - window.startMs();
  }

  /** An instant near a change of a zone's clocks. */
  record Change(ZoneId zone, long timeMs) {}

  @Provide
  Arbitrary<Change> changes() {
    List<ZoneId> zones =
        ZoneId.getAvailableZoneIds().stream()
            .sorted()
            .map(ZoneId::of)
            .filter(zone -> !zone.getRules().getTransitions().isEmpty())
            .collect(Collectors.toList());
    return Arbitraries.of(zones)
        .flatMap(
            zone ->
                Combinators.combine(
                        Arbitraries.of(zone.getRules().getTransitions()),
                        Arbitraries.frequencyOf(
                            Tuple.of(1, Arbitraries.longs().between(-90_000_000, 90_000_000)),
                            Tuple.of(1, Arbitraries.of(-1L, 0L, 1L))))
                    .as((transition, besideMs) -> new Change(zone, near(transition, besideMs))));
  }

  private static long near(ZoneOffsetTransition transition, long besideMs) {
    return transition.getInstant().toEpochMilli() + besideMs;
  }

  @Property
  void shouldDivideTheTimeOfEveryZoneWithoutGapsAndOverlaps(
      @ForAll("changes") Change change, @ForAll Calendar.Unit unit) {
    Calendar calendar = new Calendar(unit, change.zone());
    Window window = calendar.windowsOf(change.timeMs()).get(0);

    assertThat(window.contains(change.timeMs())).isTrue();
    assertThat(calendar.windowsOf(window.startMs())).containsExactly(window);
    assertThat(calendar.windowsOf(window.endMs() - 1)).containsExactly(window);
    assertThat(calendar.windowsOf(window.endMs()).get(0).startMs()).isEqualTo(window.endMs());
    assertThat(calendar.startingIn(window.startMs(), window.endMs(), 9)).containsExactly(window);
  }
}
