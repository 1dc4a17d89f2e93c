package dev.tandem.benchmarks.floor;

import dev.tandem.benchmarks.results.Observation;
import java.util.List;

/** A floor, together with what is held against it where that is no counting system. */
public interface Floor {
  /**
   * What it measures, of {@link dev.tandem.benchmarks.results.Subjects}; the first names it for
   * {@code --only}.
   */
  List<String> subjects();

  /**
   * Measures once. It has the machine for itself meanwhile.
   *
   * @throws dev.tandem.benchmarks.process.BenchmarkException where it fails or its numbers are
   *     wrong
   */
  List<Observation> measure(FloorRun run) throws InterruptedException;
}
