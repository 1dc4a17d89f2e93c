package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static dev.tandem.streams.topology.TestFormats.SLACK_MS;
import static dev.tandem.streams.topology.TestFormats.spec;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.RandomMetrics;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.SeenIdentities;
import dev.tandem.counting.WindowSpec;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Mark;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.domain.Row;
import dev.tandem.domain.TimeDomain;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Laws 1 to 5 of the contract over tasks that are interleaved, restarted and killed by chance
 * (section 7).
 */
class SimulatedTasksTest {
  private static final long APPENDED_MS = 1_790_000_000_000L;

  /** Metrics, and captures made to be hard for them. */
  record Case(List<Metric> metrics, List<Capture> captures) {
    ReferenceCounter reference() {
      ReferenceCounter reference = new ReferenceCounter(metrics, metrics.get(0).maxFutureMs());
      captures.forEach(reference::add);
      return reference;
    }

    SimulatedTasks tasks(int partitions) {
      return new SimulatedTasks(
          new LiveSettings(spec(metrics), Topics.DEFAULT, partitions), FORMATS);
    }
  }

  @Property(tries = 200)
  void shouldAnswerAsTheReferenceHoweverTasksAreInterleavedRestartedAndKilled(
      @ForAll("cases") Case given,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    SimulatedTasks tasks = given.tasks(partitions);
    for (Capture capture : given.captures()) {
      tasks.append(LogRecords.of(FORMATS.log(), capture, APPENDED_MS));
      tasks.run(chance, chance.nextInt(10));
    }
    tasks.run(chance, 100);

    LiveAnswer.assertEqual(List.of(tasks.finish()), given.reference());
  }

  @Property(tries = 100)
  void shouldAnswerTheSameForAnyOrderRepetitionAndPartitioning(
      @ForAll("cases") Case given,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    SimulatedTasks tasks = given.tasks(partitions);
    List<Capture> other = new ArrayList<>(given.captures());
    given.captures().stream().filter(capture -> chance.nextInt(3) == 0).forEach(other::add);
    Collections.shuffle(other, chance);
    other.forEach(c -> tasks.append(LogRecords.of(FORMATS.log(), c, APPENDED_MS)));
    tasks.run(chance, 5 * other.size());

    assertThat(tasks.finish().tallies()).isEqualTo(given.reference().tallies());
  }

  @Property(tries = 100)
  void shouldJudgeEachCaptureTheSameWhetherRestartedBeforeItOrNot(@ForAll("cases") Case given) {
    SimulatedTasks without = given.tasks(1);
    SimulatedTasks with = given.tasks(1);
    for (Capture capture : given.captures()) {
      without.append(LogRecords.of(FORMATS.log(), capture, APPENDED_MS));
      with.restart();
      with.append(LogRecords.of(FORMATS.log(), capture, APPENDED_MS));
      with.processAll();
    }
    without.processAll();

    assertThat(changes(with)).isEqualTo(changes(without));
    assertThat(with.finish().expired()).isEqualTo(without.finish().expired());
  }

  /** However they were summed: by key, windows and verdicts. */
  private static Map<String, TallyChange> changes(SimulatedTasks tasks) {
    Map<String, TallyChange> sums = new TreeMap<>();
    for (Record<byte[], byte[]> record : tasks.contributions().get(0)) {
      TallyChange change = TallyChangeFormat.read(record.value());
      sums.merge(new String(record.key(), UTF_8) + change.windows(), change, TallyChange::plus);
    }
    return sums;
  }

  @Property(tries = 100)
  void shouldGiveEveryRecordOneClassOrARejectionWithItsPosition(
      @ForAll("cases") Case given,
      @ForAll @IntRange(min = 2, max = 4) int partitions,
      @ForAll Random chance) {
    SimulatedTasks tasks = given.tasks(partitions);
    List<Capture> counted = new ArrayList<>();
    List<String> misplaced = new ArrayList<>();
    List<String> garbage = new ArrayList<>();
    for (Capture capture : given.captures()) {
      Record<byte[], byte[]> record = LogRecords.of(FORMATS.log(), capture, APPENDED_MS);
      int partition = LogRecords.partitionOf(record.key(), partitions);
      switch (chance.nextInt(4)) {
        case 0 -> {
          partition = (partition + 1) % partitions;
          misplaced.add("captures-" + partition + "@" + tasks.nextOffset(partition));
        }
        case 1 -> {
          record =
              chance.nextBoolean()
                  ? new Record<>(record.key(), new byte[] {0, 0, 0}, APPENDED_MS)
                  : new Record<>(new byte[] {1}, record.value(), APPENDED_MS);
          garbage.add("captures-" + partition + "@" + tasks.nextOffset(partition));
        }
        default -> counted.add(capture);
      }
      tasks.append(partition, record);
    }
    tasks.run(chance, 5 * given.captures().size());
    LiveAnswer answer = tasks.finish();

    assertThat(origins(answer, RejectReason.WRONG_PARTITION))
        .containsExactlyInAnyOrderElementsOf(misplaced);
    assertThat(origins(answer, RejectReason.BAD_CAPTURE))
        .containsExactlyInAnyOrderElementsOf(garbage);
    long classified = answer.quality().values().stream().mapToLong(Long::longValue).sum();
    assertThat(classified + answer.rejected().size()).isEqualTo(given.captures().size());
    LiveAnswer.assertEqual(List.of(answer), new Case(given.metrics(), counted).reference());
  }

  @Example
  void shouldSayHowFarItIsThoughItWasRestartedBeforeItDidAndNothingNewArrives() {
    SimulatedTasks tasks = new Case(RandomMetrics.metrics().sample(), List.of()).tasks(1);
    Mark heartbeat = new Mark("main", Mark.Kind.HEARTBEAT, APPENDED_MS, 1);
    tasks.append(0, LogRecords.of(FORMATS.log(), heartbeat, APPENDED_MS));
    tasks.processAll();
    tasks.restart();

    assertThat(tasks.finish().progress())
        .containsEntry(
            0,
            new Progress(
                "streams-app",
                0,
                1,
                APPENDED_MS - SLACK_MS,
                Map.of("main", APPENDED_MS - SLACK_MS)));
  }

  @Example
  void shouldCallUnclassifiedWhatComesAfterTheCapturesThatItRemembersOfAKey() {
    Case given = new Case(RandomMetrics.metrics().sample(), manyCopies(SeenIdentities.LIMIT + 40));
    SimulatedTasks tasks = given.tasks(1);
    given.captures().forEach(c -> tasks.append(LogRecords.of(FORMATS.log(), c, APPENDED_MS)));
    tasks.run(new Random(1), 1_000);
    LiveAnswer answer = tasks.finish();

    LiveAnswer.assertEqual(List.of(answer), given.reference());
    assertThat(answer.quality())
        .containsEntry(new Quality(QualityClass.UNCLASSIFIED, ""), 40L)
        .containsEntry(new Quality(QualityClass.OTHER, ""), (long) SeenIdentities.LIMIT);
  }

  private static List<Capture> manyCopies(int copies) {
    List<Capture> captures = new ArrayList<>();
    for (int row = 0; row < copies; row++) {
      captures.add(
          new Capture(
              new Row("main", "public.documents", PrimaryKey.of(row)),
              0,
              new Digest(row, 0),
              0,
              APPENDED_MS,
              false,
              new OtherRecord("35180834128745000152550010000476051695511860", "summary")));
    }
    return captures;
  }

  @Example
  void shouldRefuseAMetricThatWasNotCountedFromTheBeginning() {
    Case first = new Case(List.of(metric("a"), metric("b")), List.of());
    SimulatedTasks tasks = first.tasks(1);
    Mark heartbeat = new Mark("main", Mark.Kind.HEARTBEAT, APPENDED_MS, 1);
    tasks.append(0, LogRecords.of(FORMATS.log(), heartbeat, APPENDED_MS));
    tasks.processAll();

    tasks.restart(spec(List.of(metric("b"))));
    assertThatThrownBy(() -> tasks.restart(spec(first.metrics())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not counted from the beginning: [a@")
        .hasMessageContaining("so far there were [b@")
        .hasMessageContaining("another application id");
  }

  private static Metric metric(String name) {
    return new Metric(
        name,
        TimeDomain.ISSUED,
        new WindowSpec.Tumbling(60_000),
        List.of(),
        Filter.ALL,
        new Lateness(0, 0),
        0);
  }

  private static List<String> origins(LiveAnswer answer, RejectReason reason) {
    return answer.rejected().stream()
        .filter(rejection -> rejection.reason() == reason)
        .map(Rejection::origin)
        .toList();
  }

  @Property(tries = 100)
  void shouldSayTheWatermarkOfTheMarksWhateverIsRestartedAndKilled(
      @ForAll("marks") List<Mark> marks, @ForAll Random chance) {
    Metric metric = RandomMetrics.metrics().sample().get(0);
    SimulatedTasks tasks = new Case(List.of(metric), List.of()).tasks(2);
    List<ArrivalWatermark> expected =
        new ArrayList<>(Collections.nCopies(2, ArrivalWatermark.UNKNOWN));
    for (Mark mark : marks) {
      int partition = chance.nextInt(2);
      long appendedMs = APPENDED_MS + chance.nextInt(4) * SLACK_MS;
      tasks.append(partition, LogRecords.of(FORMATS.log(), mark, appendedMs));
      expected.set(partition, expected.get(partition).after(mark, appendedMs, SLACK_MS));
      tasks.run(chance, chance.nextInt(10));
    }
    LiveAnswer answer = tasks.finish();

    for (int p = 0; p < 2; p++) {
      if (tasks.nextOffset(p) > 0) {
        assertThat(answer.progress().get(p))
            .isEqualTo(
                new Progress(
                    "streams-app",
                    p,
                    tasks.nextOffset(p),
                    expected.get(p).timeMs(),
                    expected.get(p).sourcesMs()));
      }
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return RandomMetrics.metrics()
        .flatMap(metrics -> RandomCaptures.logs(metrics).map(log -> new Case(metrics, log)));
  }

  @Provide
  Arbitrary<List<Mark>> marks() {
    return Combinators.combine(
            Arbitraries.of("main", "branch"),
            Arbitraries.of(
                Mark.Kind.HEARTBEAT,
                Mark.Kind.HEARTBEAT,
                Mark.Kind.SNAPSHOT_STARTED,
                Mark.Kind.SNAPSHOT_FINISHED,
                Mark.Kind.SOURCE_RETIRED),
            Arbitraries.longs().between(-3, 5))
        .as((source, kind, slacks) -> new Mark(source, kind, APPENDED_MS + slacks * SLACK_MS, 2))
        .list()
        .ofMaxSize(20);
  }
}
