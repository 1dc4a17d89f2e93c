package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.RunningTopology.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.ReferenceCounter;
import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sums are drained right before a commit: threads that end between the two lose nothing and double
 * nothing, wherever their tasks move, with buffers that are full too. How many do is the system
 * property {@code commit.kills}.
 */
class CommitKillsIT {
  private static final int KILLS = Integer.getInteger("commit.kills", 30);
  private static final Topics TOPICS = new Topics("commit-kills-");
  private static final String APPLICATION = "commit-kills";
  private static final int PARTITIONS = 2;
  private static final long SEED = 20_261_201;
  private static final int PORTION = 60;

  /** More contributions of different keys and windows than a task sums in one commit. */
  private static final int MANY = 4_000;

  private final Random random = new Random(SEED);
  private final Spec spec = new SpecReader().readDefault();
  private final ReferenceCounter reference =
      new ReferenceCounter(spec.counted(), spec.maxFutureMs());
  private final CommitKills kills = new CommitKills(random);

  @TempDir private Path stateDirectory;

  @Test
  void shouldAnswerAsTheReferenceThoughThreadsEndBetweenDrainAndCommit() throws Exception {
    try (BrokerLog log = new BrokerLog(TOPICS, PARTITIONS)) {
      try (RunningTopology live = live(log, Map.of())) {
        live.start();
        for (int killed = 1; killed <= KILLS; killed++) {
          kills.arm();
          int expected = killed;
          await(
              () -> {
                append(log, PORTION);
                return kills.done() == expected;
              });
        }
        assertThat(live.failures())
            .allSatisfy(f -> assertThat(f).hasRootCauseMessage(CommitKills.MESSAGE));
        assertAnswered(log);
      }
      append(log, MANY);
      Map<String, ?> rarely = Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 3_000);
      try (RunningTopology live = live(log, rarely)) {
        kills.arm();
        live.start();
        await(() -> kills.done() == KILLS + 1);
        assertAnswered(log);
      }
    }
  }

  private void assertAnswered(BrokerLog log) {
    await(() -> log.isDrained(APPLICATION, List.of(TOPICS.captures())));
    await(() -> log.isDrained(APPLICATION, List.of(APPLICATION + "-contributions-repartition")));
    await(() -> log.taken() == log.nextOffset(0) + log.nextOffset(1));
    LiveAnswer.assertEqual(List.of(log.answer()), reference);
  }

  private void append(BrokerLog log, int keys) throws Exception {
    for (Capture capture : ManyCaptures.of(random, keys)) {
      log.append(LogRecords.of(log.formats().log(), capture, 0));
      reference.add(capture);
    }
    log.flush();
  }

  private RunningTopology live(BrokerLog log, Map<String, ?> more) {
    LiveSettings settings = new LiveSettings(spec, TOPICS, PARTITIONS);
    Map<String, Object> config = new HashMap<>(more);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    // A thread that ends is waited for until its session has timed out.
    config.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), 1_000);
    config.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), 200);
    return new RunningTopology(
            APPLICATION,
            stateDirectory,
            properties ->
                LiveTopology.build(settings, log.formats(), TallyListener.NONE, properties),
            config,
            StreamThreadExceptionResponse.REPLACE_THREAD)
        .with(kills);
  }
}
