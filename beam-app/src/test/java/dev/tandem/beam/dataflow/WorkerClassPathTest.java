package dev.tandem.beam.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerClassPathTest {
  @TempDir Path folder;

  @Test
  void shouldFollowManifestsInTheirOrder() throws IOException {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Path app = jar(folder.resolve("app.jar"), "lib/b-1.jar lib/a-1.jar lib/absent.jar");
    Path b = jar(lib.resolve("b-1.jar"), "a-1.jar");
    Path a = jar(lib.resolve("a-1.jar"), "");

    assertThat(WorkerClassPath.of(app + File.pathSeparator + folder))
        .containsExactly(app, b, a, folder);
  }

  @Test
  void shouldLeaveOutWhatHasNothingToDoInAWorker() throws IOException {
    Path own = jar(folder.resolve("kafka-clients-3.9.2.jar"), "");
    Path flink = jar(folder.resolve("flink-runtime-1.19.0.jar"), "");
    Path harness = jar(folder.resolve("beam-sdks-java-harness-2.62.0.jar"), "");
    Path logging = jar(folder.resolve("log4j-core-2.25.2.jar"), "");

    assertThat(
            WorkerClassPath.of(
                String.join(
                    File.pathSeparator,
                    own.toString(),
                    flink.toString(),
                    harness.toString(),
                    logging.toString())))
        .containsExactly(own);
  }

  private static Path jar(Path file, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!classPath.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
    return file;
  }
}
