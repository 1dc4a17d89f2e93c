package dev.tandem.streams.counts;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.streams.counts.CountsQuestion.OfKey;
import dev.tandem.streams.counts.CountsQuestion.OfWindow;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.instances.LocalStores;
import dev.tandem.streams.instances.LocalStores.Reading;
import dev.tandem.streams.instances.LocalStores.Stores;
import dev.tandem.streams.instances.WrongQuestion;
import dev.tandem.streams.topology.Names;
import dev.tandem.streams.topology.StoredTally;
import dev.tandem.streams.topology.TallyFormat;
import dev.tandem.streams.topology.TallyKeys;
import dev.tandem.streams.topology.TallyWatermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Answers about a partition's tallies out of this instance's stores. */
public final class LocalCounts {
  /** More windows than this in one answer want a narrower question. */
  public static final int MOST_WINDOWS = 10_000;

  /** Between these every kind of window can be computed. */
  public static final long EARLIEST_MS = -(1L << 53);

  public static final long LATEST_MS = 1L << 53;

  private final LocalStores stores;
  private final Spec spec;
  private final int partitions;

  /**
   * @param partitions of the captures log
   */
  public LocalCounts(LocalStores stores, Spec spec, int partitions) {
    this.stores = stores;
    this.spec = spec;
    this.partitions = partitions;
  }

  /** Where instances ask each other for counts. */
  public Endpoint<CountsQuestion, CountsAnswer> endpoint() {
    return new Endpoint<>(
        "/internal/counts", Names.TALLIES, CountsQuestion.class, CountsAnswer.class, this::answer);
  }

  private CountsAnswer answer(CountsQuestion question) {
    String metric = question.asked().metric();
    MetricSpec known =
        spec.find(metric)
            .filter(m -> m.metric().id().equals(metric))
            .orElseThrow(() -> new WrongQuestion("this instance does not count " + metric));
    int partition = question.partition();
    WrongQuestion.unlessPartition(partition, partitions);
    if (question.asked() instanceof OfKey key) {
      check(key, known.metric());
    }
    Reading<CountsAnswer> reading =
        stores.read(
            Names.TALLIES,
            partition,
            question.staleAllowed(),
            of -> {
              // In this order: what is in the tallies when they are read is at least what the
              // watermark says.
              TallyWatermarks watermarks =
                  TallyWatermarks.of(of.<Integer>named(Names.TALLY_WATERMARKS), partitions);
              return new CountsAnswer(
                  partition,
                  watermarks.watermarkMs(),
                  watermarks.watermarksMs(),
                  watermarks.forgottenUpToMs(metric),
                  Optional.empty(),
                  counts(of, known, question.asked()));
            });
    CountsAnswer answer = reading.answer();
    return new CountsAnswer(
        partition,
        answer.watermarkMs(),
        answer.heardMs(),
        answer.forgottenUpToMs(),
        reading.stale(partition, answer.watermarkMs()),
        answer.counts());
  }

  private static void check(OfKey key, Metric metric) {
    if (key.dimensions().size() != metric.dimensions().size()) {
      throw new WrongQuestion(
          "dimensions = "
              + key.dimensions().size()
              + ": "
              + metric.id()
              + " has "
              + metric.dimensions().size());
    }
    if (key.fromMs() < EARLIEST_MS || key.toMs() > LATEST_MS) {
      throw new WrongQuestion(
          "fromMs = " + key.fromMs() + ", toMs = " + key.toMs() + ": no window starts there");
    }
  }

  private static List<Counted> counts(Stores of, MetricSpec metric, CountsQuestion.Asked asked) {
    ReadOnlyKeyValueStore<Bytes, byte[]> tallies = of.named(Names.TALLIES);
    if (asked instanceof OfKey key) {
      List<Window> windows =
          metric.metric().window().startingIn(key.fromMs(), key.toMs(), MOST_WINDOWS);
      return ofKey(tallies, key, windows);
    }
    return ofWindow(tallies, (OfWindow) asked);
  }

  private static List<Counted> ofKey(
      ReadOnlyKeyValueStore<Bytes, byte[]> tallies, OfKey asked, List<Window> windows) {
    List<Counted> found = new ArrayList<>();
    for (Window window : windows) {
      CountKey key = new CountKey(asked.metric(), asked.dimensions(), window);
      byte[] stored = tallies.get(TallyKeys.tally(key));
      if (stored != null) {
        found.add(counted(key, stored));
      }
    }
    return found;
  }

  private static List<Counted> ofWindow(
      ReadOnlyKeyValueStore<Bytes, byte[]> tallies, OfWindow asked) {
    PriorityQueue<Counted> greatest = new PriorityQueue<>(Counted.by(asked.by()));
    try (KeyValueIterator<Bytes, byte[]> all =
        tallies.range(
            TallyKeys.first(asked.metric(), asked.window()),
            TallyKeys.last(asked.metric(), asked.window()))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        greatest.add(counted(TallyKeys.parse(entry.key), entry.value));
        if (greatest.size() > asked.n()) {
          greatest.poll();
        }
      }
    }
    List<Counted> counts = new ArrayList<>(greatest);
    counts.sort(Counted.by(asked.by()).reversed());
    return counts;
  }

  private static Counted counted(CountKey key, byte[] value) {
    StoredTally stored = TallyFormat.read(value);
    return new Counted(key, stored.tally(), stored.revised());
  }
}
