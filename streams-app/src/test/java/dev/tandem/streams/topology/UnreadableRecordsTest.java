package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.Metric;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.RandomMetrics;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** No record of the log stops the live side: what it cannot read, it rejects. */
class UnreadableRecordsTest {
  private static final long APPENDED_MS = 1_790_000_000_000L;
  private static final int DAMAGED_COPIES = 20;

  private final List<Metric> metrics = List.of(RandomMetrics.metrics().sample().get(0));

  @Property(tries = 150)
  void shouldClassifyOrRejectWhateverBytesThereAre(
      @ForAll("logs") List<Capture> captures, @ForAll Random chance) {
    SimulatedTasks tasks = tasks();
    for (Capture capture : captures) {
      Record<byte[], byte[]> whole = LogRecords.of(FORMATS.log(), capture, APPENDED_MS);
      for (int i = 0; i < DAMAGED_COPIES; i++) {
        tasks.append(0, whole.withValue(damaged(whole.value(), chance)));
      }
    }
    LiveAnswer answer = tasks.finish();

    long classified = answer.quality().values().stream().mapToLong(Long::longValue).sum();
    assertThat(classified + answer.rejected().size())
        .isEqualTo((long) captures.size() * DAMAGED_COPIES);
    assertThat(answer.rejected())
        .allSatisfy(r -> assertThat(r.reason()).isEqualTo(RejectReason.BAD_CAPTURE));
  }

  private SimulatedTasks tasks() {
    return new SimulatedTasks(
        new LiveSettings(TestFormats.spec(metrics), Topics.DEFAULT, 1), FORMATS);
  }

  /** Cut short, lengthened, or with other bytes, but for those that name its schema. */
  private static byte[] damaged(byte[] value, Random chance) {
    int schema = 5;
    byte[] damaged =
        switch (chance.nextInt(4)) {
          case 0 -> Arrays.copyOf(value, chance.nextInt(value.length));
          case 1 -> Arrays.copyOf(value, value.length + 1 + chance.nextInt(9));
          default -> value.clone();
        };
    for (int i = chance.nextInt(4); i > 0 && damaged.length > schema; i--) {
      damaged[schema + chance.nextInt(damaged.length - schema)] = (byte) chance.nextInt();
    }
    return damaged;
  }

  @Example
  void shouldRejectWhatIsWrittenWithTheSchemaOfAnotherTopic() {
    SimulatedTasks tasks = tasks();
    byte[] key = "34128745000152".getBytes(UTF_8);
    byte[] progress = FORMATS.progress().write(new Progress("x", 0, 1, 2));
    tasks.append(0, new Record<>(key, progress, APPENDED_MS));
    tasks.append(0, new Record<>(key, null, APPENDED_MS));
    tasks.append(0, new Record<>(null, null, APPENDED_MS));

    assertThat(tasks.finish().rejected())
        .extracting(r -> r.origin() + ' ' + r.reason().text())
        .containsExactly(
            "captures-0@0 bad-capture", "captures-0@1 bad-capture", "captures-0@2 bad-capture");
  }

  /** Case 15, and what else a forged mark can be: none ends the live side, none moves it. */
  @Example
  void shouldRejectForgedMarksAndGoOn() {
    SimulatedTasks tasks = tasks();
    byte[] good = mark("main", Mark.Kind.HEARTBEAT, APPENDED_MS, 1);
    tasks.append(0, new Record<>(null, mark("main", Mark.Kind.HEARTBEAT, 0, 7), APPENDED_MS));
    tasks.append(0, new Record<>("main".getBytes(UTF_8), good, APPENDED_MS));
    tasks.append(
        0, new Record<>(null, mark("main", Mark.Kind.HEARTBEAT, Long.MAX_VALUE, 1), APPENDED_MS));
    tasks.append(0, new Record<>(null, mark("a/b", Mark.Kind.SNAPSHOT_STARTED, 0, 1), APPENDED_MS));
    tasks.append(0, new Record<>(null, good, APPENDED_MS));

    LiveAnswer answer = tasks.finish();
    assertThat(answer.rejected())
        .extracting(r -> r.origin() + ' ' + r.reason().text())
        .containsExactly(
            "captures-0@0 bad-capture",
            "captures-0@1 bad-capture",
            "captures-0@2 bad-capture",
            "captures-0@3 bad-capture");
    assertThat(answer.rejected().get(0).detail())
        .isEqualTo(
            "a mark for 7 partitions, which neither the log (1) nor a collector's state agrees"
                + " with");
  }

  @Example
  void shouldStopAtAMarkOfALogThatReallyHadOtherPartitions() {
    SimulatedTasks tasks =
        new SimulatedTasks(
            new LiveSettings(
                TestFormats.spec(metrics), Topics.DEFAULT, 1, OnError.STOP, marked -> marked == 7),
            FORMATS);
    tasks.append(0, new Record<>(null, mark("main", Mark.Kind.HEARTBEAT, 0, 7), APPENDED_MS));

    assertThatThrownBy(tasks::finish)
        .hasStackTraceContaining(
            "the log captures has 1 partitions, but its collector wrote a mark for 7: the number"
                + " must never change. Collect into a new log.");
  }

  private static byte[] mark(String source, Mark.Kind kind, long timeMs, int partitions) {
    return FORMATS.log().write(new Mark(source, kind, timeMs, partitions));
  }

  /** What is rejected must fit into a record again, with its reason. */
  @Example
  void shouldRejectWhatIsAsLargeAsARecordCanBe() {
    SimulatedTasks tasks = tasks();
    Record<byte[], byte[]> record =
        new Record<>(new byte[900_000], new byte[100], APPENDED_MS)
            .withHeaders(new RecordHeaders().add("forged", new byte[900_000]));
    tasks.append(0, record);

    assertThat(tasks.finish().rejected())
        .singleElement()
        .satisfies(r -> assertThat(r.detail()).hasSizeLessThan(1_100));
  }

  @Provide
  Arbitrary<List<Capture>> logs() {
    return RandomCaptures.logs(metrics);
  }
}
