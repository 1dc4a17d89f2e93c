package dev.tandem.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Spec SPEC = new SpecReader().readDefault();
  private static final Metric MINUTE =
      SPEC.find("documents-by-issuer-minute").orElseThrow().metric();
  private static final long START_MS = Instant.parse("2018-08-17T18:28:00Z").toEpochMilli();
  private static final CountKey KEY =
      new CountKey(
          MINUTE.id(), List.of("34128745000152", "55"), new Window(START_MS, START_MS + 60_000));
  private static final Measures ONE = new Measures(1, 325_192, 0, 0);
  private static final Measures CANCELLED = new Measures(0, 0, 1, 325_192);
  private static final Map<Quality, Long> COUNTED =
      Map.of(new Quality(QualityClass.COUNTED, ""), 1L);

  @Test
  void shouldAgreeWhereEveryPartIsEqual() {
    Tally tally = new Tally(ONE, Measures.ZERO, CANCELLED);
    Comparison comparison = compare(tally, tally);
    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.windows()).containsExactly(KEY);
    assertThat(comparison.verdicts()).isEqualTo(2);
  }

  @Test
  void shouldTellTheValuesOfBothWhereAPartDiffers() {
    Comparison comparison =
        compare(
            new Tally(ONE, Measures.ZERO, Measures.ZERO),
            new Tally(Measures.ZERO, ONE, Measures.ZERO));
    assertThat(comparison.agrees()).isFalse();
    assertThat(comparison.differences())
        .containsExactly(
            new Difference(KEY, Part.LIVE, Map.of("sql", ONE, "live", Measures.ZERO)),
            new Difference(KEY, Part.LATE, Map.of("sql", Measures.ZERO, "live", ONE)));
  }

  @Test
  void shouldTakeAnAbsentWindowForOneOfZeros() {
    Opinion sql = Opinion.of("sql", Map.of(KEY, Tally.ZERO), COUNTED, 0);
    Opinion live = Opinion.of("live", Map.of(), COUNTED, 0);
    assertThat(Comparison.of(List.of(sql, live)).agrees()).isTrue();
  }

  @Test
  void shouldNotAskAnOpinionForAPartThatItDoesNotAnswer() {
    Opinion sql =
        Opinion.of("sql", Map.of(KEY, new Tally(ONE, Measures.ZERO, CANCELLED)), COUNTED, 0);
    Opinion live =
        new Opinion(
            "live",
            Set.of(Part.LIVE, Part.LATE),
            Map.of(KEY, new Tally(ONE, Measures.ZERO, Measures.ZERO)),
            new TreeMap<>());
    Comparison comparison = Comparison.of(List.of(sql, live));
    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.verdicts()).isEqualTo(1);
  }

  @Test
  void shouldTellWhichClassesAreCountedDifferently() {
    Opinion sql = Opinion.of("sql", Map.of(), COUNTED, 1);
    Opinion live = Opinion.of("live", Map.of(), Map.of(), 1);
    assertThat(Comparison.of(List.of(sql, live)).qualityDifferences())
        .containsExactly(new QualityDifference("counted", Map.of("sql", 1L, "live", 0L)));
  }

  @Test
  void shouldRefuseOpinionsOfOneName() {
    Opinion sql = Opinion.of("sql", Map.of(), COUNTED, 0);
    assertThatThrownBy(() -> Comparison.of(List.of(sql, sql)))
        .hasMessageContaining("names=[sql, sql]");
  }

  @Test
  void shouldShowTheNotableWindowsAsATable() {
    Tally sql = new Tally(ONE, Measures.ZERO, CANCELLED);
    Tally live = new Tally(ONE, Measures.ZERO, Measures.ZERO);
    assertThat(SampleTable.lines(compare(sql, live).opinions(), SPEC.counted()))
        .map(line -> line.replaceAll(" +", " "))
        .containsExactly(
            "metric key window part SQL | live",
            "documents-by-issuer-minute 34128745000152 55 2018-08-17T18:28 .. 18:29 live"
                + " 1 (3251.92) | 1 (3251.92)",
            "documents-by-issuer-minute 34128745000152 55 2018-08-17T18:28 .. 18:29 expired"
                + " -1 (3251.92) | -");
  }

  @Test
  void shouldShareWhatIsEqualAndKeepWhatIsNot() {
    Tally tally = new Tally(ONE, Measures.ZERO, Measures.ZERO);
    Tally other = new Tally(Measures.ZERO, ONE, Measures.ZERO);
    NavigableMap<CountKey, Tally> first = new TreeMap<>(Map.of(KEY, tally));
    CountKey sameKey = new CountKey(KEY.metric(), KEY.dimensions(), KEY.window());
    Opinion agreeing =
        Opinion.of("history", Map.of(sameKey, new Tally(ONE, Measures.ZERO, Measures.ZERO)));

    assertThat(agreeing.sharing(first)).isEqualTo(agreeing);
    assertThat(agreeing.sharing(first).tallies().keySet().iterator().next()).isSameAs(KEY);
    assertThat(agreeing.sharing(first).tallies().get(KEY)).isSameAs(tally);
    assertThat(Opinion.of("history", Map.of(sameKey, other)).sharing(first).tallies())
        .isEqualTo(Map.of(KEY, other));
    assertThat(agreeing.sharing(new TreeMap<>())).isEqualTo(agreeing);
  }

  @Test
  void shouldTellTheSharesOfTheParts() {
    Tally tally = new Tally(ONE.plus(ONE).plus(ONE), Measures.ZERO, ONE);
    assertThat(PartTable.lines(Opinion.of("history", Map.of(KEY, tally)), List.of(MINUTE)))
        .map(line -> line.replaceAll(" +", " "))
        .containsExactly("documents-by-issuer-minute 3 live 75.0% 0 late 0.0% 1 expired 25.0%");
  }

  @Test
  void shouldWriteEverythingAsJson() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(
        out,
        compare(new Tally(ONE, Measures.ZERO, CANCELLED), new Tally(ONE, CANCELLED, Measures.ZERO)),
        SPEC.counted(),
        Map.of("history", "portable Flink"),
        List.of(
            new RowClass(
                1,
                "counted",
                "",
                List.of(
                    new RowClass.Found(
                        "document", "k", "counted", "", 5, false, Optional.of(Instant.EPOCH)))),
            new RowClass(2, "not-countable", "future", List.of())),
        row -> row == 1 ? "a.xml" : "");
    JsonNode json = new ObjectMapper().readTree(out.toByteArray());
    assertThat(json.at("/agree").booleanValue()).isFalse();
    assertThat(json.at("/differences").intValue()).isEqualTo(2);
    assertThat(json.at("/ran-on/history").textValue()).isEqualTo("portable Flink");
    assertThat(json.at("/metrics")).hasSameSizeAs(SPEC.counted());
    assertThat(json.at("/quality/sql/counted").intValue()).isEqualTo(1);
    assertThat(json.at("/rows/0/name").textValue()).isEqualTo("a.xml");
    assertThat(json.at("/rows/1/reason").textValue()).isEqualTo("future");
    assertThat(json.at("/rows/0/records").toString())
        .isEqualTo(
            """
            [{"kind":"document","key":"k","class":"counted","countable":true,"value":5,\
            "flags":[],"registered":"1970-01-01T00:00:00Z"}]\
            """);
    assertThat(json.at("/windows/0/metric").textValue()).isEqualTo(MINUTE.name());
    assertThat(json.at("/windows/0/key/issuer").textValue()).isEqualTo("34128745000152");
    assertThat(json.at("/windows/0/start").textValue()).isEqualTo("2018-08-17T18:28:00Z");
    assertThat(json.at("/windows/0/numbers/sql/live/value").longValue()).isEqualTo(325_192);
    assertThat(json.at("/windows/0/numbers/sql/expired/cancelled").longValue()).isEqualTo(1);
    assertThat(json.at("/windows/0/numbers/live/late/cancelledValue").longValue())
        .isEqualTo(325_192);
  }

  private static Comparison compare(Tally sql, Tally live) {
    return Comparison.of(
        List.of(
            Opinion.of("sql", Map.of(KEY, sql), COUNTED, 0),
            Opinion.of("live", Map.of(KEY, live), COUNTED, 0)));
  }
}
