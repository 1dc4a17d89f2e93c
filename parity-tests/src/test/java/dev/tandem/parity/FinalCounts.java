package dev.tandem.parity;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.wire.CountFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** What the live side says of a log that is counted, and all that it has said on the way there. */
final class FinalCounts {
  private final Spec spec;
  private final Map<CountKey, Set<Tally>> history = new HashMap<>();
  private final SortedMap<CountKey, Tally> tallies = new TreeMap<>();
  private final List<CountKey> keys;

  private FinalCounts(Spec spec, Deployment deployment) {
    this.spec = spec;
    CountFormat format = new CountFormat(deployment.schemas(), deployment.topics().liveCounts());
    Map<Bytes, CountKey> known = new HashMap<>();
    new TopicReader(deployment.kafka())
        .read(
            deployment.topics().liveCounts(),
            record -> {
              Bytes name = Bytes.wrap(record.key());
              if (record.value() == null) {
                take(known.get(name), Tally.ZERO);
              } else {
                CountFormat.Count count = format.read(record.value());
                known.put(name, count.key());
                take(count.key(), count.tally());
              }
            });
    tallies.values().removeIf(Tally::isZero);
    this.keys = List.copyOf(tallies.keySet());
  }

  /** Reads {@code live-counts}. */
  static FinalCounts read(Spec spec, Deployment deployment) {
    return new FinalCounts(spec, deployment);
  }

  private void take(CountKey key, Tally tally) {
    history.computeIfAbsent(key, k -> new HashSet<>()).add(tally);
    tallies.put(key, tally);
  }

  /** The answers that are not zero. */
  SortedMap<CountKey, Tally> tallies() {
    return tallies;
  }

  /** The final answer for a key. */
  Tally answer(CountKey key) {
    return tallies.getOrDefault(key, Tally.ZERO);
  }

  /** Whether this was once the answer, or there was none yet where it is zero. */
  boolean wasOnce(CountKey key, Tally tally) {
    return tally.isZero() || history.getOrDefault(key, Set.of()).contains(tally);
  }

  Metric metric(String id) {
    return spec.metrics().stream()
        .map(MetricSpec::metric)
        .filter(metric -> metric.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** A key that has an answer. */
  CountKey any(Random random) {
    return keys.get(random.nextInt(keys.size()));
  }

  /** The answers of one combination of values in windows that start in {@code [from, to)}. */
  List<CountKey> counts(CountKey like, long fromMs, long toMs) {
    return tallies.keySet().stream()
        .filter(key -> key.metric().equals(like.metric()))
        .filter(key -> key.dimensions().equals(like.dimensions()))
        .filter(key -> key.window().startMs() >= fromMs && key.window().startMs() < toMs)
        .toList();
  }

  /** The greatest by documents of a window, greatest first. */
  List<CountKey> top(CountKey like, int n) {
    List<CountKey> all =
        new ArrayList<>(
            tallies.keySet().stream()
                .filter(key -> key.metric().equals(like.metric()))
                .filter(key -> key.window().equals(like.window()))
                .toList());
    // A stable sort of keys in their order.
    all.sort((one, other) -> Long.compare(documents(other), documents(one)));
    return all.subList(0, Math.min(n, all.size()));
  }

  private long documents(CountKey key) {
    return tallies.get(key).total().documents();
  }
}
