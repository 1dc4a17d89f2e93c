package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.pace.PaceSettings;
import dev.tandem.service.HttpBinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunCommandTest {
  private static final Map<String, String> NOTHING_SET = Map.of();

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private CollectorSettings seen;
  private RunSettings process;

  @Test
  void shouldNeedLittle() {
    assertThat(execute(NOTHING_SET)).isZero();
    assertThat(seen.slot()).isEqualTo("tandem_erp_sao_paulo");
    assertThat(seen.publication()).isEqualTo("tandem_erp_sao_paulo");
    assertThat(seen.heartbeatInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(seen.readers()).isBetween(1, 4);
    assertThat(seen.log().partitions()).isEmpty();
    assertThat(seen.log().topics().captures()).isEqualTo("captures");
    assertThat(seen.database().password()).isEmpty();
    assertThat(seen.untilCaughtUp()).isFalse();
  }

  @Test
  void shouldReadGentlyWhereItIsAskedTo() {
    execute(NOTHING_SET);
    assertThat(seen.pace()).isEqualTo(PaceSettings.UNLIMITED);
    execute(NOTHING_SET, "--max-rows-per-second=500", "--back-off=replication-lag:64MB,load:8");
    assertThat(seen.pace())
        .isEqualTo(
            new PaceSettings(OptionalLong.of(500), OptionalLong.of(64 << 20), OptionalInt.of(8)));
  }

  @Test
  void shouldServeOnlyWhereItIsAskedTo() {
    execute(NOTHING_SET);
    assertThat(process.http()).isEmpty();
    assertThat(process.progressInJson()).isFalse();
    execute(NOTHING_SET, "--http-port=8090", "--json");
    assertThat(process.http()).contains(HttpBinding.of("127.0.0.1", 8090));
    assertThat(process.progressInJson()).isTrue();
  }

  @Test
  void shouldTakeThePasswordFromFileOrEnvironment(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "from file\n");
    execute(NOTHING_SET, "--password-file=" + file);
    assertThat(seen.database().password().orElseThrow().reveal()).isEqualTo("from file");
    execute(Map.of("TANDEM_DB_PASSWORD", "from environment"));
    assertThat(seen.database().password().orElseThrow().reveal()).isEqualTo("from environment");
    assertThat(seen.toString()).doesNotContain("from environment");
  }

  @Test
  void shouldReadKafkasProperties(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka"), "security.protocol=SSL\n");
    execute(NOTHING_SET, "--kafka-config=" + file);
    assertThat(seen.log().client()).isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @ParameterizedTest
  @CsvSource({
    "--source=a/b, letters",
    "--url=jdbc:oracle:x, --url",
    "--table=documents, public.documents",
    "--slot=Upper, --slot",
    "--publication=Upper, --publication",
    "--readers=0, from 1 to 64",
    "--readers=many, --readers",
    "--partitions=0, at least 1",
    "--replication-factor=0, from 1 to 32767",
    "--heartbeat-interval=5, 500ms",
    "--heartbeat-interval=1ms, 100ms",
    "--heartbeat-interval=30s, below 30s",
    "--heartbeat-interval=45s, below 30s",
    "--max-rows-per-second=0, at least 1",
    "--back-off=sleep:5, replication-lag:64MB",
    "--back-off=load:5;load:6, load:N",
    "--http-port=70000, from 0 to 65535",
    "--http-allowed-hosts=http://x/, tandem.example",
    "--password-file=/nowhere/secret, /nowhere/secret",
    "--kafka-config=/nowhere/kafka, /nowhere/kafka",
    "--registry=localhost, http://",
    "--colour=red, --colour"
  })
  void shouldNameTheOptionThatIsWrong(String option, String remedy) {
    assertThat(execute(NOTHING_SET, option)).isEqualTo(2);
    assertThat(errors.toString())
        .contains(option.substring(0, option.indexOf('=')))
        .contains(remedy)
        .doesNotContain("\tat ");
  }

  @Test
  void shouldNameEverythingThatIsWrongOrMissing() {
    assertThat(
            commandLine(NOTHING_SET, this::see)
                .execute("run", "--source=a b", "--readers=0", "--table=documents"))
        .isEqualTo(2);
    assertThat(errors.toString())
        .contains("--source = \"a b\"", "--readers = \"0\"", "--table = \"documents\"")
        .contains("--url is missing", "--user is missing", "--xml-column is missing")
        .contains("--bootstrap-servers is missing", "--registry is missing");
  }

  @Test
  void shouldNotRepeatAPassword() {
    assertThat(execute(NOTHING_SET, "--url=jdbc:postgresql://me:hush@localhost/docs")).isEqualTo(2);
    assertThat(errors.toString()).contains("--url").doesNotContain("hush");
  }

  @Test
  void shouldNameAPropertyThatIsNotTheUsers(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka"), "acks=1\n");
    assertThat(execute(NOTHING_SET, "--kafka-config=" + file)).isEqualTo(2);
    assertThat(errors.toString()).contains("--kafka-config").contains("acks");
  }

  @Test
  void shouldTellFailuresWithoutAStackTrace() {
    assertThat(
            commandLine(
                    NOTHING_SET,
                    settings -> {
                      throw new DatabaseException("the reason and the remedy");
                    })
                .execute(options()))
        .isEqualTo(1);
    assertThat(errors.toString().strip()).isEqualTo("the reason and the remedy");
  }

  @Test
  void shouldExplainItselfWithoutSecrets() {
    assertThat(
            commandLine(Map.of("TANDEM_DB_PASSWORD", "hush"), settings -> {})
                .execute("run", "--help"))
        .isZero();
    assertThat(out.toString()).contains("--arrival-column", "Exit codes:").doesNotContain("hush");
  }

  @Test
  void shouldAskForACommand() {
    assertThat(commandLine(NOTHING_SET, settings -> {}).execute()).isEqualTo(2);
    assertThat(errors.toString()).contains("run");
  }

  private int execute(Map<String, String> environment, String... more) {
    return commandLine(environment, this::see).execute(options(more));
  }

  private void see(RunSettings settings) {
    process = settings;
    seen = settings.sources().get(0);
  }

  private CommandLine commandLine(Map<String, String> environment, RunCommand.Run run) {
    return CollectorMain.commandLine(environment, run)
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true));
  }

  private static String[] options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "run",
                "--source=ERP-Sao.Paulo",
                "--url=jdbc:postgresql://localhost/docs",
                "--user=me",
                "--table=public.documents",
                "--xml-column=xml",
                "--bootstrap-servers=localhost:9092",
                "--registry=http://localhost:8081"));
    options.addAll(Arrays.asList(more));
    return options.toArray(String[]::new);
  }
}
