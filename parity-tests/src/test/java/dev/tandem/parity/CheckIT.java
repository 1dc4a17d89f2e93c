package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of it, as a person runs it: {@code ./tandem check} with broker, database, registry,
 * collector, streams-app and beam-app as they are shipped, against SQL (contract, section 7, laws 1
 * and 4).
 */
class CheckIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ENGINES = List.of("live", "history", "backfill");

  @TempDir Path folder;

  @Test
  void shouldAgreeWithSqlOverGeneratedDocuments() throws Exception {
    Tandem.Run run = check("--rows", "2500");

    assertAllAgree(run);
    JsonNode report = report();
    assertThat(report.get("rows")).hasSize(2_500);
    for (JsonNode metric : report.get("metrics")) {
      // By its own arrival a document is always in time.
      boolean late = !metric.get("time").asText().equals("arrived");
      boolean bounded = !metric.get("lateness-history-ms").isTextual();
      for (String engine : ENGINES) {
        String about = engine + " of " + metric.get("name").asText();
        Map<String, Long> documents = documents(report, metric.get("name").asText(), engine);
        assertThat(documents.get("live")).as(about).isPositive();
        assertThat(documents.get("late") > 0).as(about).isEqualTo(late);
        assertThat(documents.get("expired") > 0).as(about).isEqualTo(bounded);
      }
    }
  }

  @Test
  void shouldAgreeWhereATenthIsLateOrExpired() throws Exception {
    Tandem.Run run = check("--late", "--rows", "2500");

    assertAllAgree(run);
    for (String metric : List.of("documents-by-issuer-minute", "registrations")) {
      Map<String, Long> documents = documents(report(), metric, "history");
      double all = documents.values().stream().mapToLong(Long::longValue).sum();
      assertThat(documents.get("late") / all).as(metric).isCloseTo(0.05, within(0.02));
      assertThat(documents.get("expired") / all).as(metric).isCloseTo(0.05, within(0.02));
    }
  }

  @Test
  void shouldCountTheSampleDocumentsAsExpected() throws Exception {
    Path samples = Tandem.samples();
    assumeThat(samples)
        .as("the sample documents are not here, so they are not counted")
        .isDirectory();

    Tandem.Run run = check("--documents", samples.toString());

    assertAllAgree(run);
    JsonNode expected = JSON.readTree(samples.resolve("corpus_expected.json").toFile());
    JsonNode report = report();
    assertThat(net(report, "documents-by-issuer-day", "model"))
        .isEqualTo(expected(expected.get("net_by_model")));
    assertThat(net(report, "documents-by-issuer-day", "issuer"))
        .isEqualTo(expected(expected.get("net_by_issuer")));
    assertThat(net(report, "documents-by-state-month", "state"))
        .isEqualTo(expected(expected.get("net_by_uf")));
    Set<String> names = new HashSet<>();
    for (JsonNode row : report.get("rows")) {
      assertThat(row.get("class").asText()).isNotEmpty();
      assertThat(names.add(row.get("name").asText())).as("one class for each row").isTrue();
    }
    try (var files = Files.list(samples)) {
      assertThat(names).hasSize((int) files.count());
    }
  }

  private void assertAllAgree(Tandem.Run run) throws IOException {
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("SQL, reference, live, history and backfill agree")
        .containsPattern("history: .*portable Flink, job server .*, SDK harness EMBEDDED")
        .containsPattern("backfill: .*portable Flink, job server .*, SDK harness EMBEDDED");
    JsonNode report = report();
    assertThat(report.get("agree").asBoolean()).isTrue();
    assertThat(report.get("opinions"))
        .extracting(JsonNode::asText)
        .containsExactly("sql", "reference", "live", "history", "backfill");
    assertThat(report.get("windows-compared").asLong()).isPositive();
  }

  private Tandem.Run check(String... documents) throws Exception {
    String[] arguments = new String[documents.length + 5];
    arguments[0] = "check";
    System.arraycopy(documents, 0, arguments, 1, documents.length);
    arguments[documents.length + 1] = "--dir";
    arguments[documents.length + 2] = folder.resolve("run").toString();
    arguments[documents.length + 3] = "--json";
    arguments[documents.length + 4] = folder.resolve("report.json").toString();
    return Tandem.run(folder, arguments);
  }

  private JsonNode report() throws IOException {
    return JSON.readTree(folder.resolve("report.json").toFile());
  }

  /** Documents by part that an engine counts for a metric, all windows together. */
  private static Map<String, Long> documents(JsonNode report, String metric, String engine) {
    Map<String, Long> documents = new TreeMap<>();
    for (JsonNode window : report.get("windows")) {
      if (window.get("metric").asText().equals(metric)) {
        window
            .get("numbers")
            .get(engine)
            .properties()
            .forEach(
                part ->
                    documents.merge(
                        part.getKey(), part.getValue().get("documents").asLong(), Long::sum));
      }
    }
    return documents;
  }

  /**
   * Net documents and cents of the live side by one dimension of a metric, all windows and parts
   * together.
   */
  private static Map<String, String> net(JsonNode report, String metric, String dimension) {
    Map<String, long[]> sums = new TreeMap<>();
    for (JsonNode window : report.get("windows")) {
      if (window.get("metric").asText().equals(metric)) {
        long[] sum =
            sums.computeIfAbsent(window.get("key").get(dimension).asText(), key -> new long[2]);
        for (JsonNode part : window.get("numbers").get("live")) {
          sum[0] += part.get("documents").asLong() - part.get("cancelled").asLong();
          sum[1] += part.get("value").asLong() - part.get("cancelledValue").asLong();
        }
      }
    }
    Map<String, String> net = new TreeMap<>();
    sums.forEach(
        (key, sum) -> {
          if (sum[0] != 0 || sum[1] != 0) {
            net.put(key, sum[0] + " for " + sum[1]);
          }
        });
    return net;
  }

  private static Map<String, String> expected(JsonNode byKey) {
    Map<String, String> expected = new TreeMap<>();
    byKey
        .properties()
        .forEach(
            entry ->
                expected.put(
                    entry.getKey(),
                    entry.getValue().get("documents").asLong()
                        + " for "
                        + entry
                            .getValue()
                            .get("value")
                            .asText()
                            .replace(".", "")
                            .replaceFirst("^0+(?=.)", "")));
    return expected;
  }
}
