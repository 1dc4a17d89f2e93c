package dev.tandem.benchmarks.endtoend;

import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.BeamApp;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.counting.Metric;

/** The history side on portable Flink, seen by its panes. */
public class HistoryCommitted extends Trial {
  @Override
  CountingSystem system(Programs programs) {
    return new BeamApp(programs);
  }

  @Override
  Answers answers(Stack stack, Place place, CountingSystem system, Metric metric) {
    return new CommittedAnswers(stack, place, system, metric);
  }
}
