package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.Assignment.Judged;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What a task keeps between two commits: right sums, and no more than its bound. */
class SumsTest {
  private static final Measures ONE = new Measures(1, 100, 0, 0);

  @Example
  void shouldKeepOneSumOfAMillionContributionsToTheSameWindow() {
    Contributions contributions = new Contributions();
    for (int i = 0; i < 1_000_000; i++) {
      long arrivedMs = i == 500 ? 3 : i == 0 ? Times.ABSENT : 10 + i;
      contributions.add(key(1), change(arrivedMs, window(0, Verdict.LIVE)), 1_000_000 - i);
    }

    assertThat(contributions.size()).isEqualTo(1);
    List<Record<byte[], byte[]>> sent = drained(contributions);
    assertThat(sent).hasSize(1);
    assertThat(TallyChangeFormat.read(sent.get(0).value()))
        .isEqualTo(
            new TallyChange(
                new Measures(1_000_000, 100_000_000, 0, 0),
                1_000_000,
                3,
                List.of(window(0, Verdict.LIVE))));
    assertThat(sent.get(0).timestamp()).as("as old as the oldest").isEqualTo(1);
    assertThat(contributions.size()).isZero();
  }

  @Example
  void shouldBeFullBeforeItIsTooMuchAndKeepVerdictsAndWindowsApart() {
    Contributions contributions = new Contributions();
    int added = 0;
    while (!contributions.isFull()) {
      Verdict verdict = added % 2 == 0 ? Verdict.LIVE : Verdict.LATE;
      contributions.add(key(added % 3), change(1, window(added / 6, verdict)), 1);
      added++;
    }

    assertThat(added).isEqualTo(Contributions.MOST);
    assertThat(drained(contributions)).hasSize(Contributions.MOST);
  }

  @Property(tries = 200)
  void shouldHoldTheSameTalliesAsAStoreWithoutCells(@ForAll Random random) {
    KeyValueStore<Bytes, byte[]> store = store();
    TallyCells cells = new TallyCells(store);
    Map<Bytes, Tally> expected = new HashMap<>();
    Map<Bytes, Optional<Tally>> published = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      Bytes key = key(random.nextInt(5));
      Measures measures = random.nextBoolean() ? ONE : ONE.negate();
      Verdict verdict = random.nextBoolean() ? Verdict.LIVE : Verdict.LATE;
      cells.add(key, verdict, measures, false, i);
      expected.merge(key, Tally.ZERO.plus(verdict, measures), Tally::plus);
      if (random.nextInt(10) == 0) {
        cells.drainTo(
            cell -> {
              Optional<Tally> tally = Optional.of(cell.tally()).filter(t -> !t.isZero());
              Optional<Tally> before = published.getOrDefault(cell.key(), Optional.empty());
              assertThat(tally.isPresent() || before.isPresent())
                  .as("a tombstone retracts what was published")
                  .isTrue();
              published.put(cell.key(), tally);
            });
        assertThat(stored(store)).isEqualTo(nonZero(expected));
      }
    }
    cells.drainTo(cell -> published.put(cell.key(), Optional.of(cell.tally())));

    assertThat(stored(store)).isEqualTo(nonZero(expected));
  }

  @Example
  void shouldKeepABoundedNumberOfTallies() {
    KeyValueStore<Bytes, byte[]> store = store();
    TallyCells cells = new TallyCells(store);
    int many = 3 * TallyCells.MOST;
    for (int i = 0; i < many; i++) {
      cells.add(key(i), Verdict.LIVE, ONE, false, 1);
      if (cells.isFull()) {
        cells.drainTo(cell -> {});
      }
    }

    assertThat(cells.size()).isLessThanOrEqualTo(TallyCells.MOST);
    assertThat(store.approximateNumEntries()).isGreaterThanOrEqualTo(many - TallyCells.MOST);
    cells.add(key(0), Verdict.LIVE, ONE, false, 2);
    cells.drainTo(cell -> {});
    assertThat(TallyFormat.read(store.get(key(0))).tally().live())
        .isEqualTo(new Measures(2, 200, 0, 0));
  }

  private static Bytes key(int number) {
    return Bytes.wrap(("m\0" + number + "\0").getBytes(UTF_8));
  }

  private static Judged window(int number, Verdict verdict) {
    return new Judged(new Window(number, number + 1), verdict);
  }

  private static TallyChange change(long arrivedMs, Judged window) {
    return new TallyChange(ONE, arrivedMs, List.of(window));
  }

  private static List<Record<byte[], byte[]>> drained(Contributions contributions) {
    List<Record<byte[], byte[]>> sent = new ArrayList<>();
    contributions.drainTo(sent::add);
    return sent;
  }

  private static KeyValueStore<Bytes, byte[]> store() {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Names.TALLIES), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<byte[], byte[]>().getStateStoreContext(), store);
    return store;
  }

  private static Map<Bytes, Tally> stored(KeyValueStore<Bytes, byte[]> store) {
    Map<Bytes, Tally> tallies = new HashMap<>();
    try (var all = store.all()) {
      all.forEachRemaining(e -> tallies.put(e.key, TallyFormat.read(e.value).tally()));
    }
    return tallies;
  }

  private static Map<Bytes, Tally> nonZero(Map<Bytes, Tally> tallies) {
    Map<Bytes, Tally> kept = new HashMap<>(tallies);
    kept.values().removeIf(Tally::isZero);
    return kept;
  }
}
