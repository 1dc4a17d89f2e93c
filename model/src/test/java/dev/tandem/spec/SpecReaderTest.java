package dev.tandem.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Metric;
import dev.tandem.counting.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReaderTest {
  private static final String LEAST =
      """
      metrics:
        - name: documents
          time: issued
          window: { tumbling: 1m }
          lateness: { live: 2h, history: 90d }
      """;

  private static Spec read(String text) {
    return new SpecReader().read("test.yaml", text);
  }

  private static Metric onlyMetric(String text) {
    return read(text).counted().get(0);
  }

  @Property(tries = 300)
  void shouldReadWhatWasWritten(@ForAll("specs") Spec spec) {
    assertThat(read(SpecText.of(spec))).isEqualTo(spec);
  }

  @Provide
  Arbitrary<Spec> specs() {
    return RandomSpecs.specs().withoutEdgeCases();
  }

  @Test
  void shouldTakeDefaultsForWhatNeedNotBeSaid() {
    Spec spec = read(LEAST);

    assertThat(spec.maxFutureMs()).isEqualTo(86_400_000);
    assertThat(spec.arrivalSlackMs()).isEqualTo(60_000);
    MetricSpec metric = spec.metrics().get(0);
    assertThat(metric.retentionMs()).isEqualTo(2 * 86_400_000);
    assertThat(metric.history()).isEqualTo(MetricSpec.History.DEFAULT);
    assertThat(metric.metric().dimensions()).isEmpty();
    assertThat(metric.metric().where()).isEqualTo(Filter.ALL);
  }

  @Test
  void shouldTakeASingleValueAListOrWhatMustNotBe() {
    Metric metric =
        onlyMetric(
            LEAST
                + """
                    where: { model: "55", state: [SP, RJ], purpose: { not: "4" } }
                """);

    assertThat(metric.where().conditions())
        .containsExactly(
            new Filter.Condition(Dimension.MODEL, false, Set.of("55")),
            new Filter.Condition(Dimension.STATE, false, Set.of("SP", "RJ")),
            new Filter.Condition(Dimension.PURPOSE, true, Set.of("4")));
  }

  @Test
  void shouldReadIssuedLocalDaysWithoutAZone() {
    String text = LEAST.replace("issued", "issued-local").replace("tumbling: 1m", "calendar: day");

    assertThat(onlyMetric(text).window())
        .isEqualTo(new WindowSpec.Calendar(WindowSpec.Calendar.Unit.DAY, ZoneOffset.UTC));
  }

  @Test
  void shouldGiveOneIdToMetricsOfOneZoneHoweverItIsWritten() {
    String text = LEAST.replace("tumbling: 1m", "calendar: day, zone: UTC");

    assertThat(onlyMetric(text).id())
        .isEqualTo(onlyMetric(text.replace("UTC", "Z")).id())
        .isEqualTo(onlyMetric(text.replace("UTC", "Etc/UTC")).id());
    assertThat(onlyMetric(text.replace("UTC", "America/Sao_Paulo")).window())
        .isEqualTo(
            new WindowSpec.Calendar(WindowSpec.Calendar.Unit.DAY, ZoneId.of("America/Sao_Paulo")));
  }

  @Test
  void shouldKeepTheIdWhereOnlyTheShowingChanges() {
    String shown =
        LEAST
            + """
                retention: 9d
                history: { early: { count: 3 }, late: 2s, accumulation: discarding }
            """;

    assertThat(onlyMetric(shown).id()).isEqualTo(onlyMetric(LEAST).id());
  }

  @Test
  void shouldMakeAnotherMetricOfAnotherMaxFuture() {
    assertThat(onlyMetric("maxFuture: 2d\n" + LEAST).id()).isNotEqualTo(onlyMetric(LEAST).id());
  }

  @Test
  void shouldTellAllProblemsAtOnce() {
    String text =
        """
        maxfuture: 1d
        arrivalSlack: soon
        metrics:
          - name: first
            time: issud
            window: { hopping: 1h }
            dimensions: [isuer]
            lateness: { live: 2h }
          - time: issued
            window: { calendar: week, zone: Sao_Paulo }
            lateness: { live: 2h, history: 1h }
          - name: first
            time: arrived
            window: { tumbling: 5m }
            lateness: { live: 5m, history: unbounded }
        """;

    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            SpecException.class,
            e ->
                assertThat(e.problems())
                    .extracting(
                        problem ->
                            problem.replaceFirst(": (give|not|choose|say|no|less|another) .*", ""))
                    .containsExactly(
                        "maxfuture = \"1d\"",
                        "arrivalSlack = \"soon\"",
                        "metric first: time = \"issud\"",
                        "metric first: window.every is missing",
                        "metric first: dimensions = \"isuer\"",
                        "metric first: lateness.history is missing",
                        "metric number 2: name is missing",
                        "metric number 2: window.calendar = \"week\"",
                        "metric number 2: window.zone = \"Sao_Paulo\"",
                        "metric number 2: lateness.history = \"1h\"",
                        "metric number 3: name = \"first\""))
        .hasMessageStartingWith("the spec test.yaml has 11 problems:\n  - maxfuture = \"1d\": ");
  }

  @Test
  void shouldReadAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("spec.yaml"), LEAST);

    assertThat(new SpecReader().read(file)).isEqualTo(read(LEAST));
  }

  @Test
  void shouldNameAFileThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path absent = folder.resolve("absent.yaml");
    Path latin1 = Files.write(folder.resolve("latin1.yaml"), new byte[] {'#', (byte) 0xE3});

    assertThatThrownBy(() -> new SpecReader().read(absent))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "the spec "
                + absent
                + " has 1 problem:\n  - it cannot be read (NoSuchFileException): check that it is"
                + " there, readable and UTF-8");
    assertThatThrownBy(() -> new SpecReader().read(latin1))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("MalformedInputException");
  }

  @Test
  void shouldTellTheLineOfASyntaxError() {
    assertThat(problemsOf("metrics:\n  - name: [documents\n    time: issued\n"))
        .singleElement()
        .asString()
        .startsWith("it is no YAML at line 3, column ");
  }

  @Test
  void shouldTellTheLineOfAFieldThatIsThereTwice() {
    assertThat(problemsOf(LEAST + "    time: arrived\n"))
        .containsExactly("it is no YAML at line 6, column 9: Duplicate field 'time'");
  }

  @Test
  void shouldRefuseASecondYamlDocument() {
    assertThat(problemsOf(LEAST + "---\n" + LEAST))
        .containsExactly("a second YAML document begins at line 7, column 1: give one document");
  }

  @Test
  void shouldRefuseWhatIsNoObject() {
    String remedy = "it is no YAML object: begin it with metrics:";

    assertThat(problemsOf("")).containsExactly(remedy);
    assertThat(problemsOf("- name: documents")).containsExactly(remedy);
    assertThat(problemsOf("documents")).containsExactly(remedy);
  }

  private static List<String> problemsOf(String text) {
    try {
      read(text);
      return List.of();
    } catch (SpecException e) {
      return e.problems();
    }
  }
}
