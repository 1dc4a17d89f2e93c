package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private final Map<String, String> environment = new HashMap<>();

  private int execute(String... args) {
    return StreamsCommand.execute(
        environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void shouldExplainTheDefaultSpecAndTheTopology() {
    assertThat(execute("explain")).isZero();
    assertThat(out.toString())
        .contains("documents-by-issuer-minute@")
        .contains("arrived before window end + 90d; later is expired")
        .contains("arrived before window end + for ever")
        .contains("ledger-step")
        .contains("live-counts");
  }

  @Test
  void shouldNameEveryOptionInTheHelpOfRun() {
    assertThat(execute("run", "--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--bootstrap-servers",
            "--registry",
            "--spec",
            "--threads",
            "--http-port",
            "--state-dir");
  }

  @Test
  void shouldEndWithTheProblemsOfASpecAndNoStackTrace(@TempDir Path folder) throws Exception {
    Path spec =
        Files.writeString(folder.resolve("spec.yaml"), "metrics:\n  - name: a\n    time: soon\n");

    assertThat(execute("explain", "--spec", spec.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("metric a: time = \"soon\": choose one of")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldRefuseARunWithoutBrokers() {
    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("--bootstrap-servers");
  }

  @Test
  void shouldTakeFlagsBeforeEnvironmentBeforeFileAndSayWhichOneHolds(@TempDir Path folder)
      throws Exception {
    Path kafka =
        Files.writeString(
            folder.resolve("kafka.properties"),
            "security.protocol=SASL_SSL\nsasl.jaas.config=hush\nssl.key.password=hush\n");
    Path config =
        Files.writeString(
            folder.resolve("tandem.yaml"),
            "# the live side\nbootstrap-servers: kafka:9092\nthreads: 3\n"
                + "topic-prefix: test-\nhttp-port: 1\nkafka-config: "
                + kafka
                + "\n");
    environment.put("TANDEM_STREAMS_THREADS", "4");
    environment.put("TANDEM_STREAMS_REGISTRY", "http://registry:8081");

    assertThat(execute("config", "show", "--config", config.toString(), "--http-port=0")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("threads +4 +environment variable TANDEM_STREAMS_THREADS"))
        .anyMatch(l -> l.matches("bootstrap-servers +kafka:9092 +" + config + ", line 2"))
        .anyMatch(l -> l.matches("topic-prefix +test- +" + config + ", line 4"))
        .anyMatch(l -> l.matches("http-port +0 +flag"))
        .anyMatch(l -> l.matches("http-host +127\\.0\\.0\\.1 +default"))
        .anyMatch(l -> l.matches(" +security.protocol +SASL_SSL +the file of kafka-config"));
    assertThat(out.toString()).doesNotContain("hush");
  }

  @Test
  void shouldShowThatARequiredSettingIsMissing() {
    assertThat(execute("config", "show", "--registry=http://registry:8081")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(l -> l.matches("bootstrap-servers +\\(not set, and run requires it\\) +default"))
        .anyMatch(l -> l.matches("registry +http://registry:8081 +flag"));
  }

  @Test
  void shouldSayWhereAWrongValueComesFrom(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("tandem.properties"), "threads = many\n");
    String[] run = {"run", "--bootstrap-servers=kafka:9092", "--registry=http://r", "--config"};

    assertThat(execute(run[0], run[1], run[2], run[3], config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--threads").contains("many").contains(config + ", line 1");

    Files.writeString(config, "\nstandby-replicas = -1\n");
    assertThat(execute(run[0], run[1], run[2], run[3], config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--standby-replicas = -1 (" + config + ", line 2): give 0 or more");

    Files.writeString(config, "");
    environment.put("TANDEM_STREAMS_ON_ERROR", "panic");
    assertThat(execute(run[0], run[1], run[2], run[3], config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--on-error = panic (environment variable TANDEM_STREAMS_ON_ERROR): choose one");

    assertThat(execute("run", "--bootstrap-servers=b", "--registry=http://r", "--threads=0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--threads = 0 (flag): give at least 1");
  }

  @Test
  void shouldRefuseAFileWithWhatItDoesNotKnow(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("tandem.yaml"), "threads: 2\nthread: hush\n");

    assertThat(execute("run", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(config + ", line 2: thread: no such setting; did you mean threads?")
        .doesNotContain("hush");

    Files.writeString(config, "threads:\n  of: 2\n");
    assertThat(execute("run", "--config", config.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("line 1: threads: give one value; the file is flat");

    assertThat(execute("run", "--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.yaml: cannot be read");
  }
}
