package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.beam.sink.FileSink;
import dev.tandem.beam.sink.PostgresSink;
import dev.tandem.beam.staged.StagedPipeline;
import dev.tandem.beam.worker.WorkerSettingsReader;
import dev.tandem.spec.SpecReader;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.fn.harness.FnHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class StagedFilesTest {
  private static final String TEST_LIBRARIES =
      "(junit|assertj|jqwik|opentest4j|apiguardian|surefire|beam-runners-direct)-.*"
          + "|test-classes|.*-tests\\.jar";

  @TempDir Path folder;

  @Test
  void shouldBeAllThatAWorkerNeedsBesidesItsImage() throws Exception {
    Path out = folder.resolve("out");
    DataflowSubmissions.stream(
        out,
        new SpecReader().readDefault(),
        List.of(
            new FileSink(FileSink.Format.AVRO, "gs://answers/avro", 60_000),
            new FileSink(FileSink.Format.PARQUET, "gs://answers/parquet", 60_000),
            new PostgresSink("postgresql://db.example:5432/tandem")),
        "--worker-settings=gs://secrets/tandem.properties");
    List<String> classPath = new ArrayList<>();
    classPath.add(folder.toString());
    copyMain();
    // As the image has them.
    classPath.add(jarOf(FnHarness.class));
    classPath.add(jarOf(Logger.class));
    classPath.addAll(staged(out));

    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                String.join(File.pathSeparator, classPath),
                StagedPipeline.class.getName(),
                out.resolve("pipeline.pb").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.txt").toFile())
            .start();
    assertThat(worker.waitFor(3, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(folder.resolve("worker.txt")))
        .contains("initializer " + WorkerSettingsReader.class.getName())
        .containsPattern("functions [0-9]{2,}");
    assertThat(worker.exitValue()).isZero();
  }

  private static List<String> staged(Path out) throws Exception {
    JsonNode files =
        new ObjectMapper()
            .readTree(out.resolve("job.json").toFile())
            .at("/environment/sdkPipelineOptions/options/filesToStage");
    List<String> staged = new ArrayList<>();
    files.forEach(file -> staged.add(file.asText()));
    return staged.stream()
        .filter(file -> !Path.of(file).getFileName().toString().matches(TEST_LIBRARIES))
        .toList();
  }

  /** Alone, so that nothing else of the tests is there. */
  private void copyMain() throws Exception {
    String name = StagedPipeline.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    try (InputStream in = StagedPipeline.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
