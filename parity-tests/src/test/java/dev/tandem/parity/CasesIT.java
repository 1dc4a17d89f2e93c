package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./tandem check --documents ../shared/cases/documents --json out.json}: invented documents
 * whose right answers were obtained neither from our reader nor from our SQL.
 */
class CasesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLUMNS =
      List.of("sql", "reference", "live", "history", "backfill");

  @TempDir Path folder;

  @Test
  void shouldAnswerOfEveryCaseWhatIsRight() throws Exception {
    Path cases = Tandem.cases();
    assumeThat(cases).as("the cases are not here, so they are not checked").isDirectory();
    List<JsonNode> expected = new ArrayList<>();
    for (String line : Files.readAllLines(cases.resolve("expected.jsonl"))) {
      expected.add(JSON.readTree(line));
    }
    Path out = folder.resolve("out.json");

    Tandem.Run run =
        Tandem.run(
            folder,
            "check",
            "--documents",
            cases.toString(),
            "--dir",
            folder.resolve("run").toString(),
            "--json",
            out.toString());

    assertThat(run.exitCode()).as(run.output()).isZero();
    JsonNode report = JSON.readTree(out.toFile());
    Map<String, JsonNode> rows = new HashMap<>();
    report.get("rows").forEach(row -> rows.put(row.get("name").asText(), row));
    SoftAssertions softly = new SoftAssertions();
    for (JsonNode of : expected) {
      String file = of.get("file").asText();
      softly
          .assertThat(answer(rows.get(file), of.get("records")))
          .as(file)
          .isEqualTo(wanted(of.get("records")));
    }
    softly.assertAll();
    assertCounts(report, expected);
    System.out.println("cases: " + expected.size() + " files, differences 0");
  }

  /** What is expected of a file, in words that can be compared. */
  private static List<String> wanted(JsonNode records) {
    List<String> wanted = new ArrayList<>();
    for (JsonNode expected : records) {
      String kind = expected.get("kind").asText();
      wanted.add(
          switch (kind) {
            case "document" ->
                document(
                    expected.get("key").asText(),
                    expected.get("countable").asBoolean(),
                    expected.path("valueCents").asText("any"),
                    expected.path("flag").asText("any"));
            case "cancellation" -> cancellation(expected);
            default -> kind;
          });
    }
    return wanted;
  }

  /** What a row came to, as far as its case says what is right. */
  private static List<String> answer(JsonNode row, JsonNode expected) {
    if (row.get("class").asText().equals("rejected")) {
      return List.of("rejected");
    }
    boolean othersAreOpen = !expected.get(0).get("kind").asText().equals("other");
    List<String> answer = new ArrayList<>();
    for (JsonNode found : row.get("records")) {
      String kind = found.get("kind").asText();
      JsonNode like = expected.path(answer.size());
      switch (kind) {
        case "document" ->
            answer.add(
                document(
                    found.get("key").asText(),
                    found.get("countable").asBoolean(),
                    like.has("valueCents") ? found.get("value").asText() : "any",
                    like.has("flag") ? flag(found, like.get("flag").asText()) : "any"));
        case "cancellation" -> answer.add(cancellation(found));
        default -> {
          if (!othersAreOpen) {
            answer.add(kind);
          }
        }
      }
    }
    return answer;
  }

  private static String flag(JsonNode found, String wanted) {
    for (JsonNode flag : found.get("flags")) {
      if (flag.asText().equals(wanted)) {
        return wanted;
      }
    }
    return "none of " + found.get("flags");
  }

  private static String document(String key, boolean countable, String value, String flag) {
    return "document " + key + " countable=" + countable + " value=" + value + " flag=" + flag;
  }

  private static String cancellation(JsonNode record) {
    return "cancellation "
        + record.get("key").asText()
        + " accepted="
        + record.get("accepted").asBoolean()
        + " registered="
        + Instant.parse(record.get("registered").asText());
  }

  /** Every column counts the countable documents, each of another key, and their cancellations. */
  private static void assertCounts(JsonNode report, List<JsonNode> expected) {
    Map<String, Long> documents = new HashMap<>();
    long cancelled = 0;
    long cancelledValue = 0;
    for (JsonNode of : expected) {
      for (JsonNode record : of.get("records")) {
        String key = record.path("key").asText();
        if (record.path("countable").asBoolean()) {
          documents.put(key, record.get("valueCents").asLong());
        } else if (record.path("accepted").asBoolean()) {
          cancelled++;
          cancelledValue += documents.get(key);
        }
      }
    }
    long value = documents.values().stream().mapToLong(Long::longValue).sum();
    for (String column : COLUMNS) {
      long[] sum = new long[4];
      for (JsonNode window : report.get("windows")) {
        if (window.get("metric").asText().equals("documents-by-issuer-day")) {
          for (JsonNode part : window.get("numbers").get(column)) {
            sum[0] += part.get("documents").asLong();
            sum[1] += part.get("value").asLong();
            sum[2] += part.get("cancelled").asLong();
            sum[3] += part.get("cancelledValue").asLong();
          }
        }
      }
      assertThat(sum)
          .as(column)
          .containsExactly(documents.size(), value, cancelled, cancelledValue);
    }
  }
}
