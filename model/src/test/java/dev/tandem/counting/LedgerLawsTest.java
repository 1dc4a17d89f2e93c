package dev.tandem.counting;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The ledger step equals its definition (contract, sections 2 and 7). */
class LedgerLawsTest {
  /** Some metrics, and a log made for them. */
  record Case(List<Metric> metrics, List<Capture> log) {
    long maxFutureMs() {
      return metrics.get(0).maxFutureMs();
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return RandomMetrics.metrics()
        .flatMap(metrics -> RandomCaptures.logs(metrics).map(log -> new Case(metrics, log)));
  }

  @Property(tries = 1_000)
  void shouldAddUpToTheContributionsOfTheSetOfCaptures(@ForAll("cases") Case given) {
    Map<Contribution, Integer> said = new HashMap<>();
    for (LedgerStep step : steps(given)) {
      for (Change change : step.changes()) {
        said.merge(change.contribution(), change.sign(), Integer::sum);
      }
    }
    said.values().removeIf(times -> times == 0);

    Map<Contribution, Integer> meant = new HashMap<>();
    new Definition(given.log(), given.maxFutureMs())
        .contributions()
        .forEach(contribution -> meant.put(contribution, 1));
    assertThat(said).isEqualTo(meant);
  }

  @Property(tries = 500)
  void shouldNeverTakeBackAndSayAgainTheSame(@ForAll("cases") Case given) {
    for (LedgerStep step : steps(given)) {
      assertThat(step.changes()).extracting(Change::contribution).doesNotHaveDuplicates();
    }
  }

  @Property(tries = 500)
  void shouldGiveEveryCaptureOneQuality(@ForAll("cases") Case given) {
    for (LedgerStep step : steps(given)) {
      assertThat(step.quality().values()).doesNotContain(0);
      assertThat(step.quality().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    }
  }

  @Property(tries = 1_000)
  void shouldClassifyAsTheSetOfCapturesSays(@ForAll("cases") Case given) {
    assertThat(count(given, given.log()).quality())
        .isEqualTo(new Definition(given.log(), given.maxFutureMs()).quality());
  }

  @Property(tries = 1_000)
  void shouldAnswerAsTheSetOfCapturesSays(@ForAll("cases") Case given) {
    assertThat(count(given, given.log()).tallies())
        .isEqualTo(
            AnswerDefinition.tallies(
                given.metrics(), new Definition(given.log(), given.maxFutureMs()).contributions()));
  }

  @Property(tries = 500)
  void shouldGiveTheSameAnswerInAnyOrder(@ForAll("cases") Case given, @ForAll long order) {
    List<Capture> permuted = new ArrayList<>(given.log());
    Collections.shuffle(permuted, new Random(order));

    assertThat(count(given, permuted).tallies()).isEqualTo(count(given, given.log()).tallies());
    assertThat(count(given, permuted).quality()).isEqualTo(count(given, given.log()).quality());
  }

  @Property(tries = 500)
  void shouldCountNothingTwiceWhenAllIsDeliveredAgain(
      @ForAll("cases") Case given, @ForAll long order) {
    List<Capture> twice = new ArrayList<>(given.log());
    twice.addAll(given.log());
    Collections.shuffle(twice, new Random(order));

    assertThat(count(given, twice).tallies()).isEqualTo(count(given, given.log()).tallies());
  }

  @Property(tries = 500)
  void shouldGiveTheSameAnswerInAnyNumberOfPartitions(
      @ForAll("cases") Case given, @ForAll @IntRange(min = 1, max = 5) int partitions) {
    Collection<List<Capture>> partitioned =
        given.log().stream()
            .collect(groupingBy(capture -> Math.floorMod(capture.key().hashCode(), partitions)))
            .values();

    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    SortedMap<Quality, Long> quality = new TreeMap<>();
    for (List<Capture> partition : partitioned) {
      ReferenceCounter counter = count(given, partition);
      counter.tallies().forEach((key, tally) -> tallies.merge(key, tally, Tally::plus));
      counter.quality().forEach((q, captures) -> quality.merge(q, captures, Long::sum));
    }
    assertThat(tallies).isEqualTo(count(given, given.log()).tallies());
    assertThat(quality).isEqualTo(count(given, given.log()).quality());
  }

  private static List<LedgerStep> steps(Case given) {
    Ledger ledger = new Ledger(given.maxFutureMs());
    Map<String, LedgerEntry> entries = new HashMap<>();
    List<LedgerStep> steps = new ArrayList<>();
    for (Capture capture : given.log()) {
      LedgerStep step =
          ledger.step(entries.getOrDefault(capture.key(), LedgerEntry.EMPTY), capture);
      entries.put(capture.key(), step.after());
      steps.add(step);
    }
    return steps;
  }

  private static ReferenceCounter count(Case given, List<Capture> log) {
    ReferenceCounter counter = new ReferenceCounter(given.metrics(), given.maxFutureMs());
    log.forEach(counter::add);
    return counter;
  }
}
