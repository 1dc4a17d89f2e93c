package dev.tandem.benchmarks.endtoend;

import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.benchmarks.system.StreamsApp;
import dev.tandem.counting.Metric;

/** The live side, seen by what it has committed. */
public class LiveCommitted extends Trial {
  @Override
  CountingSystem system(Programs programs) {
    return new StreamsApp(programs, 0);
  }

  @Override
  Answers answers(Stack stack, Place place, CountingSystem system, Metric metric) {
    return new CommittedAnswers(stack, place, system, metric);
  }
}
