package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.capture.CaptureFile;
import dev.tandem.benchmarks.capture.LogRecord;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.system.Answer;
import dev.tandem.benchmarks.system.AnswerReader;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/**
 * Whether what a system has answered is right: every window of every metric, the parts live and
 * late, against the reference.
 */
final class Numbers {
  /** Nothing more is said once the answers have been quiet for so long. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long ASK_EVERY_MS = 250;

  private final TopicReader topic;
  private final List<TopicPartition> partitions;
  private final AnswerReader reader;
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<Bytes, Answer> answers = new HashMap<>();

  private Numbers(CountingSystem system, Place place) {
    this.topic = new TopicReader(place.kafka());
    this.partitions = topic.partitions(system.answersTopic(place.topics()));
    this.reader = system.reader(place.topics(), place.schemas());
    partitions.forEach(partition -> read.put(partition, 0L));
  }

  /**
   * Compares them once, when the system has fallen silent after its last capture: windows of other
   * metrics than the observed one may be said a little later.
   *
   * @param captures the file that was sent from
   * @param sent captures, from its beginning
   * @return how many windows are answered
   * @throws BenchmarkException where one is wrong
   */
  static long requireRight(CountingSystem system, Place place, Path captures, long sent)
      throws InterruptedException {
    Map<CountKey, Tally> expected = reference(place.spec(), place.schemas(), captures, sent);
    Numbers numbers = new Numbers(system, place);
    numbers.readUntilQuiet();
    numbers
        .difference(expected)
        .ifPresent(
            wrong -> {
              throw new BenchmarkException(system.name() + " answers wrong numbers: " + wrong);
            });
    return expected.size();
  }

  /** How many windows the first captures of a file fall in. */
  static long windows(Path spec, Schemas schemas, Path captures, long count) {
    return reference(spec, schemas, captures, count).size();
  }

  private static Map<CountKey, Tally> reference(
      Path specFile, Schemas schemas, Path captures, long sent) {
    Spec spec = new SpecReader().read(specFile);
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    LogFormat format = new LogFormat(schemas, Topics.DEFAULT.captures());
    try (CaptureFile file = CaptureFile.open(captures)) {
      long counted = 0;
      while (counted < sent) {
        LogRecord next = file.next().orElseThrow();
        if (!next.isMark() && format.read(next.value()) instanceof Capture capture) {
          reference.add(capture);
          counted++;
        }
      }
    }
    Map<CountKey, Tally> answered = new HashMap<>();
    reference.tallies().forEach((key, tally) -> answered.put(key, withoutExpired(tally)));
    answered.values().removeIf(Tally::isZero);
    return answered;
  }

  private static Tally withoutExpired(Tally tally) {
    return new Tally(tally.live(), tally.late(), Measures.ZERO);
  }

  private void readUntilQuiet() throws InterruptedException {
    long startedNs = System.nanoTime();
    long movedNs = startedNs;
    while (System.nanoTime() - movedNs < QUIET.toNanos()) {
      Map<TopicPartition, Long> ends = topic.ends(partitions);
      if (!ends.equals(read)) {
        topic.read(Map.copyOf(read), ends, this::take);
        read.putAll(ends);
        movedNs = System.nanoTime();
        if (movedNs - startedNs > PATIENCE.toNanos()) {
          throw new BenchmarkException(
              "answers were still being said " + PATIENCE + " after the last capture");
        }
      }
      Thread.sleep(ASK_EVERY_MS);
    }
  }

  private Optional<String> difference(Map<CountKey, Tally> expected) {
    Map<CountKey, Tally> answered = new HashMap<>();
    answers.values().forEach(answer -> answered.put(answer.key(), answer.tally()));
    Set<CountKey> keys = new HashSet<>(expected.keySet());
    keys.addAll(answered.keySet());
    long wrong = 0;
    Optional<String> first = Optional.empty();
    for (CountKey key : keys) {
      Tally right = expected.getOrDefault(key, Tally.ZERO);
      Tally said = answered.getOrDefault(key, Tally.ZERO);
      if (!withoutExpired(said).equals(right)) {
        wrong++;
        first = first.or(() -> Optional.of(key + ": " + said + ", the reference says " + right));
      }
    }
    long differing = wrong;
    return first.map(text -> differing + " of " + keys.size() + " windows differ, such as " + text);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Bytes key = Bytes.wrap(record.key());
    if (record.value() == null) {
      // The window is zero again.
      answers.remove(key);
      return;
    }
    reader
        .read(record.key(), record.value())
        .ifPresent(
            answer ->
                answers.merge(
                    key,
                    answer,
                    (before, after) ->
                        after.version().compareTo(before.version()) >= 0 ? after : before));
  }
}
