package dev.tandem.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.report.Report;
import dev.tandem.benchmarks.results.Distribution;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.results.Results;
import dev.tandem.benchmarks.results.ResultsFile;
import dev.tandem.benchmarks.results.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run over few captures, of both sides and their rivals as they are shipped. That their numbers
 * are right it says itself: a run with wrong ones fails.
 */
class BenchIT {
  private static final Scale SMALL =
      new Scale(
          true,
          1,
          120_000,
          1_500,
          200,
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          2_000,
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          0,
          List.of(50),
          false,
          1_000);

  private static final Set<String> MEASURED =
      Set.of(
          Measures.THROUGHPUT,
          Measures.THROUGHPUT_WITH_START,
          Measures.CPU_PER_MILLION,
          Measures.BROKER_BYTES,
          Measures.RESTORE,
          Measures.SUSTAINABLE_RATE,
          Measures.RSS);

  @Test
  void shouldMeasureAllSystemsWhoseNumbersAreRight(@TempDir Path folder)
      throws InterruptedException, IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    Results results =
        new Suite(new Selection(Subjects.SYSTEMS), SMALL, 3, List.of("BenchIT"), work, System.out)
            .run(Instant.parse("2026-07-01T00:00:00Z"));
    for (String system : Subjects.SYSTEMS) {
      assertThat(measuresOf(results, system)).as(system).containsAll(MEASURED);
      assertThat(latenciesOf(results, system))
          .as(system)
          .singleElement()
          .satisfies(
              latencies -> {
                assertThat(latencies.count()).isPositive();
                assertThat(latencies.points()).isNotEmpty();
              });
    }

    Path json = folder.resolve("results.json");
    ResultsFile.write(results, json);
    assertThat(ResultsFile.read(json)).isEqualTo(results);
    Path html = folder.resolve("report.html");
    Report.write(results, html, folder.resolve("summary.md"));
    assertThat(Files.readString(html)).contains(Subjects.SYSTEMS);
  }

  private static Set<String> measuresOf(Results results, String system) {
    return results.observations().stream()
        .filter(each -> each.subject().equals(system) && each.value() > 0)
        .map(Observation::measure)
        .collect(Collectors.toSet());
  }

  private static List<Distribution> latenciesOf(Results results, String system) {
    return results.distributions().stream().filter(each -> each.subject().equals(system)).toList();
  }
}
