package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.streams.topology.ManyCaptures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream as it is submitted to Dataflow gives the reference's numbers in every window and part:
 * with KafkaIO's splittable read, the shuffle before the sinks, and the workers' settings from a
 * file. It runs on Beam's own runner. Dataflow's service is not proven by this: neither how it cuts
 * and retries bundles, nor its autoscaling, updates and drains.
 */
class DataflowReadIT {
  private static final long SEED = 20_261_123;
  private static final int KEYS = 600;
  private static final long BEGIN_MS = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

  @TempDir Path folder;

  @Test
  void shouldGiveTheReferencesNumbersInEveryWindowAndPart() throws Exception {
    try (Deployment deployment = new Deployment("dataflowread", folder);
        LogWriter log = new LogWriter(deployment)) {
      List<Capture> captures = ManyCaptures.of(new Random(SEED), KEYS);
      log.mark(Mark.Kind.SNAPSHOT_STARTED, BEGIN_MS);
      log.mark(Mark.Kind.SNAPSHOT_FINISHED, BEGIN_MS);
      captures.forEach(log::write);
      log.flush();
      Child stream = deployment.history().directStream(workerSettings(deployment));
      HistoryWait.untilSaid(deployment, stream, log::beat);

      SortedMap<CountKey, Tally> found =
          new HistorySide(
                  new TopicReader(deployment.kafka()), deployment.topics(), deployment.schemas())
              .streamed();
      System.out.printf(
          "DataflowReadIT: %d captures, %d windows compared%n", captures.size(), found.size());
      assertThat(found).isNotEmpty().isEqualTo(reference(deployment, captures));
      stream.check();
    }
  }

  /** Only in this file stands where the brokers are. */
  private Path workerSettings(Deployment deployment) throws IOException {
    return Files.writeString(
        folder.resolve("worker.properties"),
        "kafka.bootstrap.servers=" + deployment.kafka().getProperty("bootstrap.servers") + "\n");
  }

  private static SortedMap<CountKey, Tally> reference(
      Deployment deployment, List<Capture> captures) {
    ReferenceCounter reference =
        new ReferenceCounter(deployment.spec().counted(), deployment.spec().maxFutureMs());
    captures.forEach(reference::add);
    SortedMap<CountKey, Tally> expected = new TreeMap<>(reference.tallies());
    expected.values().removeIf(Tally::isZero);
    return expected;
  }
}
