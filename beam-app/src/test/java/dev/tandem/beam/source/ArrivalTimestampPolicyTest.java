package dev.tandem.beam.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Mark;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Contract, section 6: the watermark travels in the log. */
class ArrivalTimestampPolicyTest {
  private static final long SLACK_MS = 60_000;
  private static final long APPENDED_MS = 1_790_000_000_000L;
  private static final ArrivalTimestampPolicy.MarksOf OF =
      new ArrivalTimestampPolicy.MarksOf(1, SLACK_MS);
  private static final TopicPartition PARTITION = new TopicPartition("captures", 0);
  private static final LogFormat LOG =
      new LogFormat(new Schemas(RegistrySettings.of("mock://timestamp-policy")), "captures");

  private final List<KafkaRecord<byte[], byte[]>> log = new ArrayList<>();

  @Test
  void shouldBeUndefinedFromSnapshotStartedToFinished() {
    append("main", Mark.Kind.SNAPSHOT_STARTED, 0);
    append("main", Mark.Kind.HEARTBEAT, 1_000_000);
    append("main", Mark.Kind.SNAPSHOT_FINISHED, 0);

    assertThat(watermarks()).containsExactly(undefined(), undefined(), at(1_000_000 - SLACK_MS));
  }

  @Test
  void shouldBeTheLeastOverAllSources() {
    append("main", Mark.Kind.HEARTBEAT, 2_000_000);
    append("branch", Mark.Kind.HEARTBEAT, 1_000_000);
    append("branch", Mark.Kind.HEARTBEAT, 3_000_000);

    // It never falls back: what was closed stays closed.
    assertThat(watermarks())
        .containsExactly(
            at(2_000_000 - SLACK_MS), at(2_000_000 - SLACK_MS), at(2_000_000 - SLACK_MS));
  }

  /** Contract, section 6: a retired source no longer holds the watermark. */
  @Test
  void shouldNotWaitForASourceThatIsRetired() {
    append("branch", Mark.Kind.HEARTBEAT, 1_000_000);
    append("main", Mark.Kind.HEARTBEAT, 2_000_000);
    append("branch", Mark.Kind.SOURCE_RETIRED, 2_000_000);
    append("branch", Mark.Kind.HEARTBEAT, 1_500_000);

    assertThat(watermarks())
        .containsExactly(
            at(1_000_000 - SLACK_MS),
            at(1_000_000 - SLACK_MS),
            at(2_000_000 - SLACK_MS),
            at(2_000_000 - SLACK_MS));
  }

  /** It is rejected where it is read; meanwhile it moves nothing. */
  @Test
  void shouldNotTakeAMarkForAnotherNumberOfPartitions() {
    append("main", Mark.Kind.HEARTBEAT, 1_000_000);
    log.add(record(null, LOG.write(new Mark("x", Mark.Kind.SNAPSHOT_STARTED, 0, 7))));
    append("main", Mark.Kind.HEARTBEAT, 2_000_000);

    assertThat(watermarks())
        .containsExactly(
            at(1_000_000 - SLACK_MS), at(1_000_000 - SLACK_MS), at(2_000_000 - SLACK_MS));
  }

  @Test
  void shouldStampARecordWithTheWatermarkBeforeIt() {
    append("main", Mark.Kind.HEARTBEAT, 1_000_000);
    append("main", Mark.Kind.HEARTBEAT, 2_000_000);
    TimestampPolicy<byte[], byte[]> policy = policy(Optional.empty());

    assertThat(policy.getTimestampForRecord(null, log.get(0))).isEqualTo(undefined());
    assertThat(policy.getTimestampForRecord(null, log.get(1))).isEqualTo(at(1_000_000 - SLACK_MS));
  }

  @Test
  void shouldSayTheSameAfterAResumeAtAnyRecord() {
    append("branch", Mark.Kind.HEARTBEAT, 500_000);
    append("main", Mark.Kind.SNAPSHOT_STARTED, 0);
    append("branch", Mark.Kind.HEARTBEAT, 1_000_000);
    append("main", Mark.Kind.HEARTBEAT, 1_500_000);
    append("main", Mark.Kind.SNAPSHOT_FINISHED, 0);
    append("main", Mark.Kind.HEARTBEAT, 2_000_000);
    List<Instant> uninterrupted = watermarks();

    for (int resumed = 1; resumed < log.size(); resumed++) {
      Instant before = uninterrupted.get(resumed - 1);
      TimestampPolicy<byte[], byte[]> policy = policy(Optional.of(before));
      assertThat(policy.getWatermark(null)).isEqualTo(before);
      for (int i = resumed; i < log.size(); i++) {
        policy.getTimestampForRecord(null, log.get(i));
        assertThat(policy.getWatermark(null)).as("record %d", i).isEqualTo(uninterrupted.get(i));
      }
    }
  }

  @Test
  void shouldTakeNoNoticeOfWhatIsNoMark() {
    append("main", Mark.Kind.HEARTBEAT, 1_000_000);
    log.add(record(null, new byte[] {1, 2, 3}));
    log.add(record(null, null));

    assertThat(watermarks()).containsOnly(at(1_000_000 - SLACK_MS));
  }

  private void append(String source, Mark.Kind kind, long timeMs) {
    log.add(record(null, LOG.write(new Mark(source, kind, timeMs, 1))));
  }

  private KafkaRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new KafkaRecord<>(
        PARTITION.topic(),
        PARTITION.partition(),
        log.size(),
        APPENDED_MS,
        KafkaTimestampType.LOG_APPEND_TIME,
        new RecordHeaders(),
        key,
        value);
  }

  /** After each record, without a resume. */
  private List<Instant> watermarks() {
    TimestampPolicy<byte[], byte[]> policy = policy(Optional.empty());
    List<Instant> watermarks = new ArrayList<>();
    for (KafkaRecord<byte[], byte[]> record : log) {
      policy.getTimestampForRecord(null, record);
      watermarks.add(policy.getWatermark(null));
    }
    return watermarks;
  }

  private TimestampPolicy<byte[], byte[]> policy(Optional<Instant> previous) {
    return new ArrivalTimestampPolicy(PARTITION, this::before, LOG, OF, previous);
  }

  private MarkState before(TopicPartition partition, long offset) {
    MarkState state = MarkState.NONE;
    for (KafkaRecord<byte[], byte[]> record : log.subList(0, (int) offset)) {
      Optional<Mark> mark =
          ArrivalTimestampPolicy.mark(LOG, record.getKV().getKey(), record.getKV().getValue());
      if (mark.isPresent()) {
        state = state.after(mark.get(), record.getTimestamp(), SLACK_MS);
      }
    }
    return state;
  }

  private static Instant undefined() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  private static Instant at(long timeMs) {
    return Instant.ofEpochMilli(timeMs);
  }
}
