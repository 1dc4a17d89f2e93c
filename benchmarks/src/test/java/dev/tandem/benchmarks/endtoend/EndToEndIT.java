package dev.tandem.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.benchmarks.system.StreamsApp;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndToEndIT {
  private static final int ROWS = 600;
  private static final int CAPTURES = 20;

  @Test
  void aCaptureIsSeenByAQueryInAnEventAndInACommittedRecord() throws Exception {
    LiveSeenFromAllSides trial = new LiveSeenFromAllSides();
    trial.rows = ROWS;
    try {
      trial.start();
      for (int i = 0; i < CAPTURES; i++) {
        assertThat(trial.sendAndAwait()).isPositive();
      }
    } finally {
      trial.stop();
    }
  }

  private static final class LiveSeenFromAllSides extends Trial {
    private final int port = FreePort.find();

    @Override
    CountingSystem system(Programs programs) {
      return new StreamsApp(programs, port);
    }

    @Override
    Answers answers(Stack stack, Place place, CountingSystem system, Metric metric) {
      LiveApi api = new LiveApi(port, metric);
      return new AllOf(
          List.of(
              PushedAnswers.listenTo(api),
              new QueriedAnswers(api),
              new CommittedAnswers(stack, place, system, metric)));
    }
  }

  private record AllOf(List<Answers> all) implements Answers {
    @Override
    public long await(CountKey window, long documents, Duration patience)
        throws InterruptedException {
      long least = Long.MAX_VALUE;
      for (Answers each : all) {
        least = Math.min(least, each.await(window, documents, patience));
      }
      return least;
    }

    @Override
    public void close() throws InterruptedException {
      for (Answers each : all) {
        each.close();
      }
    }
  }
}
