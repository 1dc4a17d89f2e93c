package dev.tandem.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that can be wrong with a spec, and the one message that says so. */
class SpecProblemsTest {
  private static final String GOOD =
      """
      metrics:
        - name: m
          time: issued
          window: { tumbling: 1m }
          lateness: { live: 2h, history: 90d }
      """;

  private static final String SHAPES =
      "{ tumbling: 1m }, { hopping: 1h, every: 5m } or { calendar: day }";
  private static final String DIMENSIONS =
      "issuer, issuer-root, issuer-type, recipient-root, state, model, layout, operation, purpose,"
          + " emission, delay";
  private static final String DURATION =
      "give a whole number and a unit (ms, s, m, h or d), such as 30s; at most 3650000d";
  private static final String IN_QUOTES =
      "give a text in quotes; models, codes and tax ids are no numbers";

  private static List<String> problemsOf(String text) {
    return catchThrowableOfType(SpecException.class, () -> new SpecReader().read("s", text))
        .problems();
  }

  /** The problem of the good spec with one of its lines replaced. */
  private static Arguments replaced(String good, String bad, String problem) {
    return Arguments.of(GOOD.replace(good, bad), problem);
  }

  /** The problem of the good metric with one more line. */
  private static Arguments added(String line, String problem) {
    return Arguments.of(GOOD + "    " + line + "\n", problem);
  }

  private static Arguments window(String window, String problem) {
    return replaced("{ tumbling: 1m }", window, problem);
  }

  static Stream<Arguments> wholes() {
    return Stream.of(
        Arguments.of("{}", "metrics is missing: give a list of at least one metric"),
        Arguments.of("metrics: []", "metrics = []: give a list of at least one metric"),
        Arguments.of(
            "metrics: { name: m }",
            "metrics = {\"name\":\"m\"}: give a list of at least one metric"),
        Arguments.of("metrics: [m]", "metric number 1 = \"m\": give fields, beginning with name"),
        Arguments.of(
            "maxFutre: 1d\n" + GOOD,
            "maxFutre = \"1d\": not a field here; there are maxFuture, arrivalSlack, metrics"),
        Arguments.of("maxFuture: 1 day\n" + GOOD, "maxFuture = \"1 day\": " + DURATION),
        Arguments.of("arrivalSlack: 60\n" + GOOD, "arrivalSlack = 60: " + DURATION));
  }

  static Stream<Arguments> namesAndTimes() {
    String shape = "give lower-case letters, digits and hyphens, at most 80";
    String times = "choose one of issued, issued-local, registered, arrived";
    return Stream.of(
        replaced("name: m", "name: Documents", "metric number 1: name = \"Documents\": " + shape),
        replaced("name: m", "name:", "metric number 1: name is missing: " + shape),
        replaced("name: m", "name: [m]", "metric number 1: name = [\"m\"]: give a text"),
        replaced(
            "name: m",
            "name: " + "m".repeat(81),
            "metric number 1: name = \"" + "m".repeat(79) + "...: " + shape),
        replaced("time: issued", "time: now", "metric m: time = \"now\": " + times),
        replaced("time: issued", "time:", "metric m: time is missing: " + times),
        replaced("time: issued", "time: 5", "metric m: time = 5: give a text"),
        added(
            "dimension: [issuer]",
            "metric m: dimension = [\"issuer\"]: not a field here; there are name, time, window,"
                + " dimensions, where, lateness, retention, history"));
  }

  static Stream<Arguments> windows() {
    return Stream.of(
        window("", "metric m: window is missing: give " + SHAPES),
        window("1m", "metric m: window = \"1m\": give fields in braces, such as " + SHAPES),
        window("{}", "metric m: window = {}: name exactly one kind: " + SHAPES),
        window(
            "{ tumbling: 1m, calendar: day }",
            "metric m: window = {\"tumbling\":\"1m\",\"calendar\":\"day\"}: name exactly one kind: "
                + SHAPES),
        window(
            "{ session: 30m }",
            "metric m: window.session = \"30m\": session windows are not counted yet; use "
                + SHAPES),
        window("{ tumbling: 0s }", "metric m: window.tumbling = \"0s\": give at least 1ms"),
        window("{ tumbling: 1 }", "metric m: window.tumbling = 1: " + DURATION),
        window(
            "{ tumbling: 1m, size: 1m }",
            "metric m: window.size = \"1m\": not a field here; there are tumbling, hopping, every,"
                + " calendar, zone"),
        window(
            "{ tumbling: 1m, every: 1m }",
            "metric m: window.every = \"1m\": only hopping windows have it; leave it out"),
        window(
            "{ tumbling: 1m, zone: UTC }",
            "metric m: window.zone = \"UTC\": only calendar windows have it; leave it out"),
        window(
            "{ hopping: 1h }",
            "metric m: window.every is missing: say how often a window starts, such as 5m"),
        window(
            "{ hopping: 1h, every: 2h }",
            "metric m: window.every = \"2h\": longer than hopping = 1h, it leaves gaps; give at"
                + " most that"),
        window(
            "{ hopping: 1d, every: 1m }",
            "metric m: window.every = \"1m\": with hopping = 1d an instant would fall in more than"
                + " 1000 windows; give at least 86400ms"),
        window(
            "{ calendar: day }",
            "metric m: window.zone is missing: an instant has no day of its own; give one such as"
                + " America/Sao_Paulo or UTC"),
        window(
            "{ calendar: week, zone: UTC }",
            "metric m: window.calendar = \"week\": choose one of day, month, year"),
        window("{ calendar: 1, zone: UTC }", "metric m: window.calendar = 1: give a text"),
        window(
            "{ calendar: day, zone: Brasilia }",
            "metric m: window.zone = \"Brasilia\": no such time zone; give one such as"
                + " America/Sao_Paulo or UTC"),
        Arguments.of(
            GOOD.replace("issued", "issued-local")
                .replace("tumbling: 1m", "calendar: day, zone: UTC"),
            "metric m: window.zone = \"UTC\": time = issued-local is local already; leave it out"));
  }

  static Stream<Arguments> dimensionsAndFilters() {
    return Stream.of(
        added("dimensions: [uf]", "metric m: dimensions = \"uf\": choose among " + DIMENSIONS),
        added("dimensions: [55]", "metric m: dimensions = 55: " + IN_QUOTES),
        added(
            "dimensions: [model, state, model]",
            "metric m: dimensions = \"model\": it is there twice; name it once"),
        added(
            "where: model",
            "metric m: where = \"model\": give fields in braces, such as { model: [\"55\","
                + " \"65\"] }"),
        added("where: { model: 55 }", "metric m: where.model = 55: " + IN_QUOTES),
        added("where: { model: [55] }", "metric m: where.model = 55: " + IN_QUOTES),
        added(
            "where: { uf: SP }",
            "metric m: where.uf = \"SP\": no such dimension; choose among " + DIMENSIONS),
        added(
            "where: { model: NFe }",
            "metric m: where.model = \"NFe\": it is never that; model is empty or like [0-9]{2}"),
        added(
            "where: { model: { not: [NFe] } }",
            "metric m: where.model = \"NFe\": it is never that; model is empty or like [0-9]{2}"),
        added(
            "where: { model: [] }",
            "metric m: where.model = []: give a value, a list of values, or { not: [values] }"),
        added(
            "where: { model: { in: [\"55\"] } }",
            "metric m: where.model = {\"in\":[\"55\"]}: give a value, a list of values, or { not:"
                + " [values] }"),
        added(
            "where: { model: { not: [\"55\"], in: [\"65\"] } }",
            "metric m: where.model.in = [\"65\"]: not a field here; there are not"));
  }

  static Stream<Arguments> latenessAndHistory() {
    String good = "{ live: 2h, history: 90d }";
    return Stream.of(
        replaced(
            good,
            "{ history: 90d }",
            "metric m: lateness.live is missing: say how long after a window's end an arrival is"
                + " still live, such as 2h"),
        replaced(
            good,
            "{ live: 2h }",
            "metric m: lateness.history is missing: say how long after a window's end history still"
                + " takes an arrival, such as 90d or unbounded"),
        replaced(
            good,
            "2h",
            "metric m: lateness = \"2h\": give fields in braces, such as { live: 2h, history: 90d"
                + " }"),
        replaced(
            good,
            "{ live: 2h, history: 1h }",
            "metric m: lateness.history = \"1h\": less than live = 2h; give as much or more"),
        replaced(
            good,
            "{ live: unbounded, history: unbounded }",
            "metric m: lateness.live = \"unbounded\": " + DURATION),
        replaced(
            good,
            "{ live: 2h, history: 90d, late: 1d }",
            "metric m: lateness.late = \"1d\": not a field here; there are live, history"),
        added("retention: for ever", "metric m: retention = \"for ever\": " + DURATION),
        added("history: { early: 0s }", "metric m: history.early = \"0s\": give at least 1ms"),
        added("history: { late: 100 }", "metric m: history.late = 100: " + DURATION),
        added(
            "history: { early: { count: 0 } }",
            "metric m: history.early.count = 0: give a whole number from 1 to 2147483647"),
        added(
            "history: { late: { count: \"5\" } }",
            "metric m: history.late.count = \"5\": give a whole number from 1 to 2147483647"),
        added(
            "history: { late: {} }",
            "metric m: history.late.count is missing: say after how many changes, such as 100"),
        added(
            "history: { early: { count: 5, after: 1s } }",
            "metric m: history.early.after = \"1s\": not a field here; there are count"),
        added(
            "history: { accumulation: sum }",
            "metric m: history.accumulation = \"sum\": choose one of accumulating, discarding"),
        added(
            "history: { every: 1m }",
            "metric m: history.every = \"1m\": not a field here; there are early, late,"
                + " accumulation"));
  }

  @ParameterizedTest
  @MethodSource({
    "wholes",
    "namesAndTimes",
    "windows",
    "dimensionsAndFilters",
    "latenessAndHistory"
  })
  void shouldNameMetricFieldValueAndRemedyOnce(String text, String problem) {
    assertThat(problemsOf(text)).containsExactly(problem);
  }

  @Test
  void shouldTellNothingOfAGoodSpec() {
    assertThat(new SpecReader().read("s", GOOD).counted()).hasSize(1);
  }

  @Test
  void shouldRefuseTwoMetricsOfOneName() {
    assertThat(problemsOf(GOOD + GOOD.replace("metrics:\n", "")))
        .containsExactly("metric number 2: name = \"m\": another metric has it; give each its own");
  }
}
