package dev.tandem.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class MicroBenchmarksTest {
  /** Nothing is measured here, so somebody else's measurement on this machine is no hindrance. */
  @BeforeAll
  static void runBesideOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void eachBenchmarkRunsWithEachOfItsParameters() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("dev\\.tandem\\.benchmarks\\.micro\\.")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    TreeSet<String> classes = new TreeSet<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      String[] parts = name.split("\\.", -1);
      classes.add(parts[parts.length - 2]);
    }
    assertThat(classes)
        .containsExactly(
            "CountingBenchmark",
            "LedgerBenchmark",
            "ParseBenchmark",
            "WindowBenchmark",
            "WireBenchmark");
    assertThat(results).hasSize(8 + 6 + 4 + 6 + 4 + 11);
  }
}
