package dev.tandem.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.benchmarks.results.Distribution;
import dev.tandem.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final long SIZE_OF_ECHARTS = 600_000;
  private static final Pattern CHART =
      Pattern.compile("<script type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void thePageNeedsNothingElse() throws IOException {
    String page = page(ResultsFixture.results(5));

    assertThat(page).contains("<style>").doesNotContain("<link", " src=", "@import", "url(");
    assertThat(Files.size(folder.resolve("report.html"))).isGreaterThan(SIZE_OF_ECHARTS);
  }

  @Test
  void ratiosComeFirstAndSayWhatAllRepetitionsAgreeOn() throws IOException {
    String page = page(ResultsFixture.results(5));

    assertThat(page.indexOf("<h2>Ratios</h2>")).isPositive().isLessThan(page.indexOf("<h2>Each"));
    assertThat(page)
        .contains("streams-app : kafka-streams-dsl (against its rival)")
        .contains("<td>2.89</td><td>2.68 … 3.14</td>")
        .contains("streams-app : one-thread-hashmaps (against the floor)")
        .contains("collector : copy-to-dev-null (against the floor)");
  }

  @Test
  void ofOneRepetitionNoSpreadIsSaidAndAQuickRunSaysWhatItIs() throws IOException {
    String page = page(ResultsFixture.results(1));

    assertThat(page).contains(Html.escape(Page.QUICK), "one repetition").doesNotContain(" … ");
  }

  @Test
  void whatResultsSayIsTextAndNotMarkup() throws IOException {
    Results results = ResultsFixture.results(2);

    String page = page(results);

    assertThat(page)
        .doesNotContain(ResultsFixture.NASTY)
        .contains(Html.escape(ResultsFixture.NASTY));
    assertThat(Html.json(List.of(ResultsFixture.NASTY))).doesNotContain("<");
  }

  @Test
  void eachChartIsDataThatResultsHold() throws IOException {
    String page = page(ResultsFixture.results(1));

    List<String> charts = CHART.matcher(page).results().map(r -> r.group(1)).toList();
    // Rates, CPU, bytes, saturation, five rates' latency, JMH's times.
    assertThat(charts).hasSize(10);
    for (String chart : charts) {
      JsonNode series = new ObjectMapper().readTree(chart).get("series");
      assertThat(series).isNotEmpty().allSatisfy(s -> assertThat(s.get("data")).isNotEmpty());
    }
    JsonNode first = new ObjectMapper().readTree(charts.get(0));
    assertThat(first.at("/series/0/name").asText()).isEqualTo("sustainable rate");
    assertThat(first.at("/series/0/data/0").asDouble()).isEqualTo(31_234 * 1.0);
  }

  @Test
  void aPercentileIsGivenWhereValuesLieBeyondIt() {
    Distribution.Point p99 = new Distribution.Point(99, 7);
    Distribution.Point p999 = new Distribution.Point(99.9, 8);
    Distribution few =
        new Distribution("app", "latency", "ms", 1, Map.of(), 999, List.of(p99, p999));
    Distribution enough =
        new Distribution("app", "latency", "ms", 2, Map.of(), 1_000, List.of(p99, p999));
    Figures figures = new Figures(ResultsFixture.of(List.of(few, enough)));

    assertThat(figures.percentile("app", "latency", Map.of(), 99))
        .containsExactly(entry(1, 7.0), entry(2, 7.0));
    assertThat(figures.percentile("app", "latency", Map.of(), 99.9)).containsExactly(entry(2, 8.0));
  }

  @Test
  void ofTimesSampledByJmhTheSameHolds() throws IOException {
    String page = page(ResultsFixture.results(1)).replace(" class=\"n\"", "");

    assertThat(page)
        .contains("<td>4,200</td><td>120</td><td>120</td><td>180</td><td>240</td><td>480</td>")
        .contains("<td>640</td><td>340</td><td>340</td><td>510</td><td>680</td><td>–</td>");
  }

  @Test
  void aRunOfAPartGivesAPageOfThatPart() throws IOException {
    Results all = ResultsFixture.results(1);
    Results micro =
        new Results(
            all.format(),
            all.startedAt(),
            all.seconds(),
            all.quick(),
            all.command(),
            all.machine(),
            all.workload(),
            List.of(),
            List.of(),
            all.jmh());

    String page = page(micro);

    assertThat(page).contains("<h2>The pieces (JMH)</h2>").doesNotContain("<h2>Each system</h2>");
  }

  @Test
  void theSummaryHoldsTheSameRatios() throws IOException {
    Results results = ResultsFixture.results(5);
    Path summary = folder.resolve("summary.md");
    Report.write(results, folder.resolve("report.html"), summary);

    assertThat(Files.readString(summary))
        .contains(
            "| streams-app : kafka-streams-dsl | sustainable rate | more | 2.89 | 2.68 … 3.14 |"
                + " better |")
        .doesNotContain("<script>")
        .contains("| sustainable rate | captures/s |");
  }

  @Test
  void everyRowOfATableHasAllOfItsCells() throws IOException {
    String page = page(ResultsFixture.results(2));

    for (String table :
        Pattern.compile("<table class=.*?</table>", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .toList()) {
      int columns = table.split("<th scope=\"col\"", -1).length - 1;
      for (String row : table.substring(table.indexOf("<tbody>")).split("<tr>", -1)) {
        if (row.contains("</tr>")) {
          assertThat(row.split("<t[dh]", -1).length - 1).isEqualTo(columns);
        }
      }
    }
  }

  /** What the page is but for ECharts. */
  private String page(Results results) throws IOException {
    Path html = folder.resolve("report.html");
    Report.write(results, html, folder.resolve("summary.md"));
    String page = Files.readString(html);
    return page.substring(0, page.indexOf("</main>"))
        + page.substring(page.lastIndexOf("<script>"));
  }
}
