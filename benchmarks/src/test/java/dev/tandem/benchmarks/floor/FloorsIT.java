package dev.tandem.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floors as they are measured, over little. They verify their numbers themselves. */
class FloorsIT {
  private static final int ROWS = 2_000;

  @TempDir static Path folder;
  private static Stack stack;
  private static Captures captures;

  @BeforeAll
  static void start() {
    stack = Stack.start(folder.resolve("stack"));
    captures =
        Captures.make(
            7,
            ROWS,
            new SpecReader().read(stack.spec()),
            Stack.PARTITIONS,
            stack.schemas(),
            folder.resolve("captures"));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void shouldMeasureOneThreadWithHashMaps() throws InterruptedException {
    assertThat(measure(new OneThreadHashMaps()))
        .extracting(observation -> observation.measure() + observation.at().values())
        .containsExactlyInAnyOrder(
            "throughput[]",
            "throughput-with-start[]",
            "cpu-per-million[app]",
            "cpu-per-million[broker]",
            "rss[]");
  }

  @Test
  void shouldMeasureCopyToDevNullAndTheCollectorsSnapshot() throws InterruptedException {
    List<Observation> observations = measure(new CopyToDevNull());

    assertThat(observations)
        .extracting(
            observation ->
                observation.subject() + ' ' + observation.measure() + observation.at().values())
        .containsExactlyInAnyOrder(
            "copy-to-dev-null snapshot[]",
            "copy-to-dev-null cpu-per-million-rows[database]",
            "collector snapshot[]",
            "collector cpu-per-million-rows[app]",
            "collector cpu-per-million-rows[database]",
            "collector cpu-per-million-rows[broker]");
    assertThat(observations)
        .filteredOn(observation -> observation.measure().equals("snapshot"))
        .allSatisfy(observation -> assertThat(observation.value()).isPositive());
  }

  private static List<Observation> measure(Floor floor) throws InterruptedException {
    String name = "it-" + floor.subjects().get(0);
    return floor.measure(
        new FloorRun(
            stack,
            captures,
            captures.captures() + captures.marks(),
            ROWS,
            1,
            name,
            folder.resolve(name),
            stack.logs().resolve(name)));
  }
}
