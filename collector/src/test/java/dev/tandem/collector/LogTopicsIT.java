package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.log.LogTopics;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The topics of a log that several collectors begin at once. */
class LogTopicsIT {
  private static final int LOGS = 10;
  private static final int COLLECTORS = 4;

  @Test
  void shouldBeMadeByWhoeverIsFirst() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(COLLECTORS);
    try {
      for (int log = 0; log < LOGS; log++) {
        try (Fixture fixture = new Fixture()) {
          Callable<Integer> ensure = () -> LogTopics.ensure(fixture.logSettings());
          for (Future<Integer> made : threads.invokeAll(Collections.nCopies(COLLECTORS, ensure))) {
            assertThat(made.get()).isEqualTo(2);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
