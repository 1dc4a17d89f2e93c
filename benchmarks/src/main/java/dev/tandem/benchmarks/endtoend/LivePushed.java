package dev.tandem.benchmarks.endtoend;

import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.benchmarks.system.StreamsApp;
import dev.tandem.counting.Metric;

/** The live side, seen by the events that it pushes. */
public class LivePushed extends Trial {
  private final int port = FreePort.find();

  @Override
  CountingSystem system(Programs programs) {
    return new StreamsApp(programs, port);
  }

  @Override
  Answers answers(Stack stack, Place place, CountingSystem system, Metric metric) {
    return PushedAnswers.listenTo(new LiveApi(port, metric));
  }
}
