package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.RunningTopology.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live side on a real broker, exactly once: laws 1 to 5 of the contract (section 7). */
class LiveTopologyIT {
  private static final Topics TOPICS = new Topics("live-topology-");
  private static final String APPLICATION = "live-topology";
  private static final int PARTITIONS = 5;
  private static final int KEYS = 15_000;
  private static final long SEED = 20_260_301;
  private static final long MARKED_MS = 1_772_000_000_000L;
  private static final long FORGETTING_MS = MARKED_MS + 8 * 86_400_000L;
  private static final List<Mark.Kind> MARKS =
      List.of(
          Mark.Kind.HEARTBEAT,
          Mark.Kind.HEARTBEAT,
          Mark.Kind.SNAPSHOT_STARTED,
          Mark.Kind.SNAPSHOT_FINISHED);
  private static final long NEVER = Long.MAX_VALUE;

  private final Random random = new Random(SEED);
  private final Spec spec = new SpecReader().readDefault();
  private final ReferenceCounter reference =
      new ReferenceCounter(spec.counted(), spec.maxFutureMs());
  private final List<ArrivalWatermark> watermarks =
      new ArrayList<>(Collections.nCopies(PARTITIONS, ArrivalWatermark.UNKNOWN));
  private final Map<String, RejectReason> rejected = new HashMap<>();
  private final AtomicLong countdown = new AtomicLong(NEVER);
  private long marks;

  @TempDir private Path stateDirectory;

  @Test
  void shouldAnswerAsTheReferenceThoughStoppedKilledAndRestored() throws Exception {
    List<Capture> captures = ManyCaptures.of(random, KEYS);
    int half = captures.size() / 2;
    int threeQuarters = captures.size() / 4 * 3;
    try (BrokerLog log = new BrokerLog(TOPICS, PARTITIONS);
        RunningTopology live = live(log)) {
      append(log, captures.subList(0, half));
      live.start();
      await(() -> log.taken() > captures.size() / 10);
      live.stop();

      // However far it came before it was stopped, there is enough left to fail on.
      append(log, captures.subList(half, threeQuarters));
      countdown.set(captures.size() / 10);
      live.start();
      await(() -> !live.failures().isEmpty() && log.taken() > half);
      assertThat(live.failures()).hasSize(1);
      assertThat(live.failures().get(0)).hasRootCauseMessage(FailingOnce.MESSAGE);
      live.stop();

      live.forgetState();
      live.start();
      append(log, captures.subList(threeQuarters, captures.size()));
      await(() -> log.isDrained(APPLICATION, List.of(TOPICS.captures())));
      await(() -> log.isDrained(APPLICATION, List.of(APPLICATION + "-contributions-repartition")));
      await(() -> log.progress().equals(expectedProgress(log)));

      LiveAnswer answer = log.answer();
      LiveAnswer.assertEqual(List.of(answer), reference);
      SortedMap<CountKey, Tally> all = withoutExpired(reference.tallies());
      assertThat(stored(live)).isEqualTo(all);
      assertConserved(answer, log);

      appendEndOfSnapshots(log);
      SortedMap<CountKey, Tally> retained = retained(all);
      assertThat(retained.size()).isBetween(1, all.size() - 1);
      await(() -> stored(live).equals(retained));
      live.stop();
      live.forgetState();
      live.start();
      assertThat(stored(live)).isEqualTo(retained);
      assertThat(log.answer().tallies()).as("what was said stays").isEqualTo(reference.tallies());
    }
  }

  /** Moves every watermark to where the shortest retention has ended for most of its windows. */
  private void appendEndOfSnapshots(BrokerLog log) throws Exception {
    for (int p = 0; p < PARTITIONS; p++) {
      for (String source : List.of("main", "branch")) {
        for (Mark.Kind kind : List.of(Mark.Kind.SNAPSHOT_FINISHED, Mark.Kind.HEARTBEAT)) {
          Mark mark = new Mark(source, kind, FORGETTING_MS + spec.arrivalSlackMs(), PARTITIONS);
          log.append(p, LogRecords.of(log.formats().log(), mark, 0));
        }
      }
    }
    log.flush();
  }

  private SortedMap<CountKey, Tally> retained(SortedMap<CountKey, Tally> tallies) {
    SortedMap<CountKey, Tally> retained = new TreeMap<>(tallies);
    retained
        .keySet()
        .removeIf(
            key -> {
              MetricSpec metric = spec.find(key.metric()).orElseThrow();
              return key.window().endMs() <= metric.goneUpToMs(FORGETTING_MS);
            });
    return retained;
  }

  private RunningTopology live(BrokerLog log) {
    LiveSettings settings = new LiveSettings(spec, TOPICS, PARTITIONS);
    return new RunningTopology(
        APPLICATION,
        stateDirectory,
        config -> LiveTopology.build(settings, log.formats(), TallyListener.NONE, config),
        Map.of(
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            2,
            StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
            FailingOnce.class.getName(),
            FailingOnce.COUNTDOWN,
            countdown),
        StreamThreadExceptionResponse.REPLACE_THREAD);
  }

  /** Captures, some in a wrong partition or unreadable, and marks of two sources among them. */
  private void append(BrokerLog log, List<Capture> captures) throws Exception {
    for (Capture capture : captures) {
      Record<byte[], byte[]> record = LogRecords.of(log.formats().log(), capture, 0);
      int partition = LogRecords.partitionOf(record.key(), PARTITIONS);
      switch (random.nextInt(100)) {
        case 0 -> {
          partition = (partition + 1) % PARTITIONS;
          reject(log, partition, RejectReason.WRONG_PARTITION);
        }
        case 1 -> {
          record = record.withValue(new byte[] {0, 0, 0, 0, 1, 2});
          reject(log, partition, RejectReason.BAD_CAPTURE);
        }
        case 2 -> {
          record = record.withKey(null);
          reject(log, partition, RejectReason.BAD_CAPTURE);
        }
        default -> reference.add(capture);
      }
      log.append(partition, record);
      if (random.nextInt(50) == 0) {
        appendMark(log);
      }
    }
    log.flush();
  }

  private void reject(BrokerLog log, int partition, RejectReason reason) {
    rejected.put(TOPICS.captures() + '-' + partition + '@' + log.nextOffset(partition), reason);
  }

  private void appendMark(BrokerLog log) {
    int partition = random.nextInt(PARTITIONS);
    Mark.Kind kind = MARKS.get(random.nextInt(MARKS.size()));
    String source = random.nextBoolean() ? "main" : "branch";
    Mark mark = new Mark(source, kind, MARKED_MS + random.nextInt(86_400_000), PARTITIONS);
    log.append(partition, LogRecords.of(log.formats().log(), mark, 0));
    // The broker's append time is later than any of these marks and changes nothing.
    watermarks.set(partition, watermarks.get(partition).after(mark, NEVER, spec.arrivalSlackMs()));
    marks++;
  }

  private Map<Integer, Progress> expectedProgress(BrokerLog log) {
    Map<Integer, Progress> expected = new TreeMap<>();
    for (int p = 0; p < PARTITIONS; p++) {
      expected.put(
          p,
          new Progress(
              "streams-app",
              p,
              log.nextOffset(p),
              watermarks.get(p).timeMs(),
              watermarks.get(p).sourcesMs()));
    }
    return expected;
  }

  private void assertConserved(LiveAnswer answer, BrokerLog log) {
    Map<String, RejectReason> found = new HashMap<>();
    for (Rejection rejection : answer.rejected()) {
      assertThat(found.put(rejection.origin(), rejection.reason())).isNull();
    }
    assertThat(found).isEqualTo(rejected);
    long classified = answer.quality().values().stream().mapToLong(Long::longValue).sum();
    long records = 0;
    for (int p = 0; p < PARTITIONS; p++) {
      records += log.nextOffset(p);
    }
    assertThat(classified + found.size() + marks).isEqualTo(records);
  }

  private static SortedMap<CountKey, Tally> stored(RunningTopology live) {
    ReadOnlyKeyValueStore<Bytes, byte[]> store =
        live.streams()
            .store(
                StoreQueryParameters.fromNameAndType(
                    Names.TALLIES, QueryableStoreTypes.keyValueStore()));
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(
          entry -> tallies.put(TallyKeys.parse(entry.key), TallyFormat.read(entry.value).tally()));
    }
    return tallies;
  }

  private static SortedMap<CountKey, Tally> withoutExpired(SortedMap<CountKey, Tally> tallies) {
    SortedMap<CountKey, Tally> without = new TreeMap<>();
    tallies.forEach(
        (key, tally) -> without.put(key, new Tally(tally.live(), tally.late(), Measures.ZERO)));
    without.values().removeIf(Tally::isZero);
    return without;
  }
}
