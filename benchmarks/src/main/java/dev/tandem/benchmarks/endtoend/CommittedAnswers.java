package dev.tandem.benchmarks.endtoend;

import dev.tandem.benchmarks.load.Observer;
import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.Answer;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import java.time.Duration;

/** What a system has said to its answers topic, as a consumer reads it that reads committed. */
final class CommittedAnswers implements Answers {
  private final Seen seen = new Seen();
  private final Observer observer;

  CommittedAnswers(Stack stack, Place place, CountingSystem system, Metric metric) {
    this.observer =
        new Observer(
            stack.kafka(),
            system.answersTopic(place.topics()),
            metric.id(),
            system.reader(place.topics(), stack.schemas()),
            (answer, nowNs) -> seen.see(answer.key(), documents(answer)));
  }

  private static long documents(Answer answer) {
    return answer.tally().live().documents() + answer.tally().late().documents();
  }

  @Override
  public long await(CountKey window, long documents, Duration patience)
      throws InterruptedException {
    observer.check();
    return seen.await(window, documents, patience);
  }

  @Override
  public void close() throws InterruptedException {
    observer.close();
  }
}
