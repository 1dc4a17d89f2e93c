package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.localstack.topics.HistoryDone;
import java.time.Duration;
import java.time.InstantSource;

/** Waits for a stream of the history side, without a look at any number. */
final class HistoryWait {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private HistoryWait() {}

  /**
   * Waits until a stream that runs has said all that stands in the log now.
   *
   * @param beating gives the log another heartbeat, where no collector does
   */
  static void untilSaid(Deployment deployment, Child stream, Runnable beating) {
    HistoryDone done =
        HistoryDone.withTheLogAsItIs(
            deployment.kafka(),
            deployment.topics(),
            deployment.schemas(),
            deployment.spec(),
            InstantSource.system());
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              stream.check();
              beating.run();
              assertThat(done.reached()).as(done::waitingFor).isTrue();
            });
  }
}
