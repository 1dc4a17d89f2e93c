package dev.tandem.benchmarks.floor;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.benchmarks.system.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * The server's own COPY to /dev/null, and the collector's snapshot of the same table right after
 * it. COPY has as many backends as the collector has readers, so no way of reading the table is
 * faster; it parses nothing and writes nothing. The table is in PostgreSQL's or the machine's cache
 * for both.
 */
public final class CopyToDevNull implements Floor {
  /** As many readers as the collector takes by itself. */
  private static final int MOST_READERS = 4;

  private static final double MILLION = 1e6;

  @Override
  public List<String> subjects() {
    return List.of(Subjects.COPY, Subjects.COLLECTOR);
  }

  @Override
  public List<Observation> measure(FloorRun run) throws InterruptedException {
    Place place = run.stack().place(run.name());
    try (DocumentTable table =
        DocumentTable.start(run.folder(), run.captures().seed(), run.rows())) {
      Files.createDirectories(place.logs());
      int backends = Math.min(MOST_READERS, Runtime.getRuntime().availableProcessors());
      Copy.Cost copy = new Copy(table, run.rows(), backends).measure();
      CollectorSnapshot.Cost collector =
          new CollectorSnapshot(table, run.rows(), place, run.stack().brokerPid()).measure();
      return List.of(
          rate(run, Subjects.COPY, copy.rows() / copy.seconds()),
          cpu(run, Subjects.COPY, "database", copy.databaseCpu() / copy.rows()),
          rate(run, Subjects.COLLECTOR, collector.rows() / collector.seconds()),
          cpu(run, Subjects.COLLECTOR, "app", collector.appCpu() / collector.rows()),
          cpu(run, Subjects.COLLECTOR, "database", collector.databaseCpu() / collector.rows()),
          cpu(run, Subjects.COLLECTOR, "broker", collector.brokerCpu() / collector.rows()));
    } catch (IOException e) {
      throw new BenchmarkException("folder " + place.logs() + " cannot be made: " + e, e);
    } finally {
      run.stack().deleteTopics(place);
    }
  }

  private static Observation rate(FloorRun run, String subject, double rowsPerSecond) {
    return new Observation(
        subject, Measures.SNAPSHOT, "rows/s", run.repetition(), Map.of(), rowsPerSecond);
  }

  private static Observation cpu(FloorRun run, String subject, String process, double perRow) {
    return new Observation(
        subject,
        Measures.CPU_PER_MILLION_ROWS,
        "s",
        run.repetition(),
        Map.of(Measures.PROCESS, process),
        perRow * MILLION);
  }
}
