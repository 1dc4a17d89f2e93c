package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tandem.beam.template.TemplateArguments;
import dev.tandem.beam.template.TemplateException;
import dev.tandem.beam.template.TemplateParameters;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class TemplateCommandTest {
  private static final String IMAGE = "europe-docker.pkg.dev/a-project/tandem/beam-app-template:1";

  /** What whoever starts a template gives to Dataflow itself, or has no use for. */
  private static final Set<String> NO_PARAMETERS =
      Set.of(
          "--project",
          "--region",
          "--job-name",
          "--update",
          "--staging",
          "--template",
          "--service-account",
          "--network",
          "--subnetwork",
          "--no-public-ips",
          "--worker-machine-type",
          "--num-workers",
          "--max-workers",
          "--disk-size-gb",
          "--labels",
          "--dry-run",
          "--out",
          "--beam-option",
          "--help",
          "--version");

  private static final TemplateArguments ARGUMENTS =
      new TemplateArguments(TemplateParameters.of(TemplateCommand.parameters()));

  @TempDir Path folder;

  private JsonNode file;

  @BeforeEach
  void write() throws Exception {
    Path out = folder.resolve("template.json");
    assertThat(BeamCommand.execute("template", "--image", IMAGE, "--out", out.toString())).isZero();
    file = new ObjectMapper().readTree(out.toFile());
  }

  @Test
  void shouldBeAsGoogleDescribesTemplates() throws Exception {
    try (InputStream schema =
        TemplateCommandTest.class.getResourceAsStream("/google/container-spec.schema.json")) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(schema)
                  .validate(file))
          .isEmpty();
    }
    assertThat(file.get("image").asText()).isEqualTo(IMAGE);
    assertThat(file.at("/sdkInfo/language").asText()).isEqualTo("JAVA");
  }

  @Test
  void shouldHaveEveryOptionOfSubmitThatIsNotGivenToDataflowItself() {
    Set<String> expected = new TreeSet<>();
    for (OptionSpec option : TemplateCommand.parameters().options()) {
      if (!NO_PARAMETERS.contains(option.longestName())) {
        expected.add(option.longestName());
      }
    }
    Set<String> found = new TreeSet<>();
    parameters().forEach(parameter -> found.add(kebab(parameter.get("name").asText())));
    assertThat(found).isEqualTo(expected).contains("--bootstrap-servers", "--backfill", "--sink");
  }

  @Test
  void shouldSayOfEachWhatHelpSays() {
    for (JsonNode parameter : parameters()) {
      OptionSpec option =
          TemplateCommand.parameters().findOption(kebab(parameter.get("name").asText()));
      assertThat(parameter.get("helpText").asText())
          .isEqualTo(String.join(" ", option.description()))
          .doesNotContain("${");
      assertThat(parameter.get("isOptional").asBoolean()).isEqualTo(!option.required());
    }
  }

  @Test
  void shouldTurnEachIntoTheOptionThatItIs() {
    List<String> launched = new ArrayList<>();
    launched.addAll(List.of("--project=p", "--region=r", "--stagingLocation=gs://b/s"));
    Set<String> expected = new TreeSet<>(Set.of("--project", "--region", "--staging"));
    for (JsonNode parameter : parameters()) {
      String name = parameter.get("name").asText();
      boolean flag = parameter.get("paramType").asText().equals("BOOLEAN");
      launched.add("--" + name + "=" + (flag ? "true" : "a-value"));
      expected.add(kebab(name));
    }
    CommandLine.ParseResult parsed =
        new CommandLine(new SubmitCommand())
            .parseArgs(ARGUMENTS.commandLine(launched).toArray(new String[0]));
    assertThat(parsed.matchedOptions())
        .extracting(OptionSpec::longestName)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(parsed.matchedOption("--bootstrap-servers").stringValues())
        .containsExactly("a-value");
  }

  @Test
  void shouldTakeWhatTheLauncherSaysOfItself() {
    assertThat(
            ARGUMENTS.commandLine(
                List.of(
                    "--runner=DataflowRunner",
                    "--project=a-project",
                    "--region=us-central1",
                    "--jobName=counts",
                    "--templateLocation=gs://b/launches/1/job_object",
                    "--stagingLocation=gs://b/staging",
                    "--tempLocation=gs://b/temp",
                    "--maxNumWorkers=3",
                    "--usePublicIps=false",
                    "--update=false",
                    "--labels={\"team\" : \"fiscal\", \"stage\": \"test\"}",
                    "--enableStreamingEngine=true",
                    "--serviceAccount=",
                    "--sink=kafka,avro:gs://b/panes")))
        .containsExactlyInAnyOrder(
            "--project=a-project",
            "--region=us-central1",
            "--job-name=counts",
            "--beam-option",
            "--templateLocation=gs://b/launches/1/job_object",
            "--staging=gs://b/staging",
            "--max-workers=3",
            "--no-public-ips",
            "--labels=stage=test,team=fiscal",
            "--beam-option",
            "--enableStreamingEngine=true",
            "--sink=kafka",
            "--sink=avro:gs://b/panes");
  }

  @Test
  void shouldStageWhereTemporaryFilesGoWhereNothingElseIsSaid() {
    assertThat(ARGUMENTS.commandLine(List.of("--tempLocation=gs://b/temp")))
        .containsExactly("--staging=gs://b/temp");
  }

  @Test
  void shouldRefuseWhatIsNoParameter() {
    assertThatThrownBy(() -> ARGUMENTS.commandLine(List.of("--backfill")))
        .isInstanceOf(TemplateException.class)
        .hasMessage("--backfill: a template's parameters are given as --NAME=VALUE");
    assertThatThrownBy(() -> ARGUMENTS.commandLine(List.of("--backfill=yes")))
        .isInstanceOf(TemplateException.class)
        .hasMessage("backfill = yes: give true or false");
  }

  @Test
  void shouldRefuseAnUpdateThatNothingWouldCompare() {
    assertThatThrownBy(() -> ARGUMENTS.commandLine(List.of("--update=true")))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("update = true: ")
        .hasMessageEndingWith("update with submit --update");
  }

  @Test
  void shouldRefuseAnImageThatIsNone() {
    assertThat(
            BeamCommand.execute(
                "template", "--image", "https://host/image", "--out", folder.toString()))
        .isEqualTo(2);
  }

  private List<JsonNode> parameters() {
    return StreamSupport.stream(file.at("/metadata/parameters").spliterator(), false).toList();
  }

  private static String kebab(String name) {
    return "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
