package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.util.List;

/** Both sides of Tandem and their rivals. */
public final class Systems {
  private Systems() {}

  /** All of them, in the order of {@link dev.tandem.benchmarks.results.Subjects#SYSTEMS}. */
  public static List<CountingSystem> all() {
    Programs programs = Programs.find();
    return List.of(
        new StreamsApp(programs, 0),
        new BeamApp(programs),
        new KafkaStreamsDsl(programs),
        new FlinkNative(programs));
  }

  /** One by its name. */
  public static CountingSystem named(String name) {
    return all().stream()
        .filter(system -> system.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("there is no system " + name));
  }
}
