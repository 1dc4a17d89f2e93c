package dev.tandem.streams.app;

import static dev.tandem.streams.app.LiveApps.eventually;
import static dev.tandem.streams.app.LiveApps.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.domain.AccessKey;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's curl commands, as they stand there but for the port, against an application. */
class ReadmeExamplesIT {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern KEY = Pattern.compile("documents/([0-9A-Z]{44})/why");

  private static LiveApps apps;
  private static int port;
  private static List<String> examples;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    assumeTrue(isThere("curl"), "the examples want curl, which nothing else does");
    examples =
        Files.readString(README)
            .lines()
            .filter(line -> line.startsWith("    curl "))
            .map(String::strip)
            .toList();
    apps = new LiveApps("readme", 1, 0, folder);
    port = apps.start();
    apps.send(Documents.withKey(exampleKey(), 1, 1, 1_000, 1_000));
    apps.heartbeat();
    eventually(() -> get(port, "/v1/quality").size() == 1);
  }

  @AfterAll
  static void stop() {
    if (apps != null) {
      apps.close();
    }
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String exampleKey() {
    Matcher key = KEY.matcher(String.join("\n", examples));
    assertThat(key.find()).isTrue();
    assertThat(AccessKey.isWellFormed(key.group(1))).isTrue();
    return key.group(1);
  }

  @Test
  void shouldAnswerEveryExample() throws Exception {
    List<String> questions = examples.stream().filter(e -> !e.contains("/changes")).toList();
    assertThat(questions).hasSizeGreaterThan(7);
    for (String example : questions) {
      Process curl = run(example + " -f");
      String answer = new String(curl.getInputStream().readAllBytes(), UTF_8);
      assertThat(curl.waitFor()).as(example).isZero();
      if (example.contains("format=csv")) {
        assertThat(answer).as(example).startsWith("issuer,model,start,end");
      } else {
        assertThat(new ObjectMapper().readTree(answer).isEmpty()).as(example).isFalse();
      }
    }
  }

  @Test
  void shouldShowAnInsertedDocumentInTheEventStream() throws Exception {
    List<String> streams = examples.stream().filter(e -> e.contains("/changes")).toList();
    assertThat(streams).hasSize(1);
    Process curl = run(streams.get(0));
    try (BufferedReader lines = curl.inputReader(UTF_8)) {
      await(lines, "event: ready");
      long sentMs = System.currentTimeMillis();
      apps.send(Documents.of(2, 77, 1_000, 1_000));
      await(lines, "event: count");
      JsonNode count = new ObjectMapper().readTree(lines.readLine().substring("data: ".length()));
      System.out.printf(
          "an inserted document was in the event stream after %d ms%n",
          System.currentTimeMillis() - sentMs);
      assertThat(count.get("dimensions").get("issuer").asText()).isEqualTo(Documents.issuer(77));
      assertThat(count.get("live").get("documents").asLong()).isEqualTo(1);
    } finally {
      curl.destroy();
      curl.waitFor();
    }
  }

  private static void await(BufferedReader lines, String line) throws Exception {
    String read = lines.readLine();
    while (!line.equals(read)) {
      assertThat(read).as("the stream ended before: %s", line).isNotNull();
      read = lines.readLine();
    }
  }

  private static Process run(String example) throws Exception {
    String command = example.replace("localhost:8080", "127.0.0.1:" + port);
    return new ProcessBuilder("bash", "-c", "exec " + command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
