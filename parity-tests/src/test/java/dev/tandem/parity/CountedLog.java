package dev.tandem.parity;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.spec.Spec;
import dev.tandem.wire.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What the reference says of a log, which it reads partition by partition: a document's captures
 * are all in one, so no more than a part of the documents is held at a time.
 */
record CountedLog(
    long captures, SortedMap<CountKey, Tally> tallies, SortedMap<Quality, Long> quality) {

  /** Reads the log as it stands. */
  static CountedLog read(Deployment deployment, Spec spec) {
    TopicReader reader = new TopicReader(deployment.kafka());
    String topic = deployment.topics().captures();
    LogFormat format = new LogFormat(deployment.schemas(), topic);
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    SortedMap<Quality, Long> quality = new TreeMap<>();
    long[] captures = new long[1];
    for (TopicPartition partition : reader.partitions(topic)) {
      ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
      reader.read(
          Map.of(partition, 0L),
          reader.ends(List.of(partition)),
          record -> {
            if (format.read(record.value()) instanceof Capture capture) {
              captures[0]++;
              reference.add(capture);
            }
          });
      reference.tallies().forEach((key, tally) -> tallies.merge(key, tally, Tally::plus));
      reference.quality().forEach((q, count) -> quality.merge(q, count, Long::sum));
    }
    tallies.values().removeIf(Tally::isZero);
    return new CountedLog(captures[0], tallies, quality);
  }
}
