package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before Google is asked for anything: option, value and remedy. */
class SubmitRefusalsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --project=123456789012 | --project = 123456789012 | give its id
          --project=My_Project | --project = My_Project | lower-case letters
          --region=southamerica-east1-a | --region = southamerica-east1-a | give its region, southamerica-east1
          --region=Brazil | --region = Brazil | such as southamerica-east1
          --staging=my-bucket/tandem | --staging = my-bucket/tandem | gs://BUCKET/PATH
          --staging=gs://my-bucket | --staging = gs://my-bucket | a path in it
          --staging=gs://my-bucket//tandem | --staging = gs://my-bucket//tandem | gs://BUCKET/PATH
          --job-name=Tandem_1 | --job-name = Tandem_1 | lower-case letters
          --labels=Team=tax | --labels = Team=tax | lower-case letters
          --labels=tandem-origin=me | --labels = tandem-origin=me | Tandem's own
          --num-workers=0 | --num-workers = 0 | give 1 or more
          --max-workers=0 | --max-workers = 0 | give 1 or more
          --num-workers=9 | --num-workers = 9 | no more than --max-workers = 8
          --disk-size-gb=10 | --disk-size-gb = 10 | give 30 or more
          --worker-machine-type=large | --worker-machine-type = large | such as e2-standard-2
          --worker-machine-type=e2-small | --worker-machine-type = e2-small | share a processor
          --service-account=me@example.com | --service-account = me@example.com | PROJECT.iam.gserviceaccount.com
          --network=projects/x | --network = projects/x | network's name
          --subnetwork=inside | --subnetwork = inside | regions/southamerica-east1/subnetworks/NAME
          --subnetwork=regions/us-east1/subnetworks/a | --subnetwork = regions/us-east1 | must be in --region = southamerica-east1
          --template=/tmp/template | --template = /tmp/template | gs://BUCKET/OBJECT
          --template=gs://b-1/t --update | --template | leave --update out
          --template=gs://b-1/t --backfill | --template | use a Flex Template
          --update --backfill | --update | a backfill cannot be updated
          --worker-settings=/etc/tandem | --worker-settings = /etc/tandem | gs://BUCKET/OBJECT
          --dry-run | --dry-run | give --out DIR
          --out=/tmp/never | --out = /tmp/never | only a --dry-run
          --from=2026-07-01 | --from = 2026-07-01 | only with --backfill
          --sink=avro:/data/panes | --sink = avro:/data/panes | give avro:gs://BUCKET/PATH
          --sink=postgresql://db:5432/tandem | --sink = postgresql://db:5432/tandem | --worker-settings
          --sink=csv:gs://b/x | --sink = csv:gs://b/x | give kafka
          --beam-option=--numWorkers=many | --beam-option | --NAME=VALUE
          """)
  void shouldName(String given, String optionAndValue, String remedy) {
    Outcome outcome = submit(given.split(" ", -1));

    assertThat(outcome.errors())
        .contains(optionAndValue, remedy)
        .doesNotContain("\tat ", "Exception");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldNameAllThatIsWrongAtOnce() {
    Outcome outcome = submit("--project=1", "--region=x", "--num-workers=0");

    assertThat(outcome.errors()).contains("--project = 1", "--region = x", "--num-workers = 0");
  }

  @Test
  void shouldRefuseAFolderThatIsNotEmpty() throws IOException {
    Files.createFile(folder.resolve("mine"));

    Outcome outcome = submit("--dry-run", "--out=" + folder);

    assertThat(outcome.errors()).contains("--out = " + folder, "a folder that is empty");
  }

  @Test
  void shouldRefuseSecretsThatWouldTravelWithTheJob() throws IOException {
    Path kafka =
        file(
            "kafka.properties",
            """
            security.protocol=SASL_SSL
            sasl.jaas.config=topsecret
            ssl.keystore.key=topsecret
            my.client.secret=topsecret
            ssl.truststore.location=/etc/trust.jks
            """);

    Outcome outcome = submit("--kafka-config=" + kafka);

    assertThat(outcome.errors())
        .contains(
            "--kafka-config: sasl.jaas.config is a secret",
            "--kafka-config: ssl.keystore.key is a secret",
            "--kafka-config: my.client.secret is a secret",
            "put kafka.sasl.jaas.config=... into the file of --worker-settings",
            "--kafka-config: ssl.truststore.location = /etc/trust.jks",
            "gs:// address")
        .doesNotContain("topsecret", "security.protocol");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseASpecAsOtherCommandsDo() throws IOException {
    Outcome outcome = submit("--spec=" + file("spec.yaml", "metrics:\n  - name: by-day\n"));

    assertThat(outcome.errors()).contains("by-day", "window");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseDiscardingWhereALaterAnswerReplacesAnEarlierOne() throws IOException {
    Path spec =
        file(
            "spec.yaml",
            """
            metrics:
              - name: by-day
                time: issued-local
                window: { calendar: day }
                dimensions: [model]
                lateness: { live: 2d, history: unbounded }
                retention: 40d
                history: { early: 30s, late: 1m, accumulation: discarding }
            """);

    Outcome outcome = submit("--spec=" + spec);

    assertThat(outcome.errors()).contains("metric by-day", "make it accumulating");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseBrokersThatAreNotReached() throws IOException {
    Path kafka = file("kafka.properties", "default.api.timeout.ms=300\nrequest.timeout.ms=200\n");

    Outcome outcome =
        submit("--kafka-config=" + kafka, "--dry-run", "--out=" + folder.resolve("out"));

    assertThat(outcome.errors())
        .contains(
            "--bootstrap-servers = 127.0.0.1:1: topic captures cannot be looked up",
            "Check the address");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldRefuseAnAddressThatNobodyKnows() {
    Outcome outcome = submit("--bootstrap-servers=broker.invalid:9092");

    assertThat(outcome.errors())
        .contains("--bootstrap-servers = broker.invalid:9092", "No resolvable bootstrap urls")
        .doesNotContain("\tat ");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void shouldRefuseToDrainWhatCannotBeNamed() {
    StringWriter errors = new StringWriter();

    int exitCode =
        BeamCommand.commandLine()
            .setErr(new PrintWriter(errors, true))
            .execute("drain", "--project=12", "--region=us-central1-f", "--job-name=X");

    assertThat(errors.toString())
        .contains("--project = 12", "--region = us-central1-f", "--job-name = X");
    assertThat(exitCode).isEqualTo(2);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private record Outcome(int exitCode, String errors) {}

  private static Outcome submit(String... given) {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("--project", "my-project");
    arguments.put("--region", "southamerica-east1");
    arguments.put("--staging", "gs://my-bucket/tandem");
    arguments.put("--bootstrap-servers", "127.0.0.1:1");
    arguments.put("--registry", "http://127.0.0.1:1");
    List<String> all = new ArrayList<>(List.of("submit"));
    for (String each : given) {
      arguments.remove(each.split("=", 2)[0]);
      all.add(each);
    }
    arguments.forEach((name, value) -> all.add(name + '=' + value));
    StringWriter errors = new StringWriter();
    int exitCode =
        BeamCommand.commandLine()
            .setErr(new PrintWriter(errors, true))
            .execute(all.toArray(new String[0]));
    return new Outcome(exitCode, errors.toString());
  }
}
