package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.Metric;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.RandomMetrics;
import dev.tandem.domain.Capture;
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

  @Provide
  Arbitrary<List<Capture>> logs() {
    return RandomCaptures.logs(metrics);
  }
}
