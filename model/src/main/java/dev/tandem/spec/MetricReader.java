package dev.tandem.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.WindowSpec;
import dev.tandem.domain.TimeDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one metric of the spec. */
final class MetricReader {
  private static final long DAY_MS = 86_400_000;
  private static final long RETENTION_MS = 2 * DAY_MS;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  private final long maxFutureMs;
  private final List<String> problems;

  MetricReader(long maxFutureMs, List<String> problems) {
    this.maxFutureMs = maxFutureMs;
    this.problems = problems;
  }

  /** The metric, or empty where something in it is wrong; then the problems have grown. */
  Optional<MetricSpec> read(int number, JsonNode node) {
    int problemsBefore = problems.size();
    boolean named = NAME.matcher(node.path("name").asText("")).matches();
    String metric = named ? "metric " + node.get("name").asText() : "metric number " + number;
    if (!node.isObject()) {
      problems.add(metric + " = " + node + ": give fields, beginning with name");
      return Optional.empty();
    }
    Fields fields = new Fields(metric + ": ", node, problems);
    fields.allowOnly(
        "name", "time", "window", "dimensions", "where", "lateness", "retention", "history");
    Optional<String> name = name(fields);
    Optional<TimeDomain> time = time(fields);
    Optional<WindowSpec> window = window(fields, time);
    List<Dimension> dimensions = dimensions(fields);
    Optional<Filter> where =
        fields.object("where", "{ model: [\"55\", \"65\"] }").map(MetricReader::where);
    Optional<Lateness> lateness =
        fields.object("lateness", "{ live: 2h, history: 90d }").flatMap(MetricReader::lateness);
    long retentionMs = durationOrUnboundedMs(fields, "retention").orElse(RETENTION_MS);
    Optional<MetricSpec.History> history =
        fields.object("history", "{ early: 30s, late: 1m }").map(HistoryReader::read);
    if (problems.size() > problemsBefore) {
      return Optional.empty();
    }
    return Optional.of(
        new MetricSpec(
            new Metric(
                name.orElseThrow(),
                time.orElseThrow(),
                window.orElseThrow(),
                dimensions,
                where.orElseThrow(),
                lateness.orElseThrow(),
                maxFutureMs),
            retentionMs,
            history.orElseThrow()));
  }

  private static Optional<String> name(Fields fields) {
    String shape = "give lower-case letters, digits and hyphens, at most 80";
    if (!fields.has("name")) {
      fields.missing("name", shape);
    }
    Optional<String> name = fields.text("name");
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      fields.problem("name", name.get(), shape);
    }
    return name;
  }

  private static Optional<TimeDomain> time(Fields fields) {
    String choices =
        Arrays.stream(TimeDomain.values()).map(TimeDomain::text).collect(Collectors.joining(", "));
    if (!fields.has("time")) {
      fields.missing("time", "choose one of " + choices);
    }
    Optional<String> text = fields.text("time");
    Optional<TimeDomain> time =
        text.flatMap(
            t -> Arrays.stream(TimeDomain.values()).filter(d -> d.text().equals(t)).findFirst());
    if (text.isPresent() && time.isEmpty()) {
      fields.problem("time", text.get(), "choose one of " + choices);
    }
    return time;
  }

  private static Optional<WindowSpec> window(Fields fields, Optional<TimeDomain> time) {
    if (!fields.has("window")) {
      fields.missing("window", "give " + WindowReader.CHOICES);
      return Optional.empty();
    }
    return fields.object("window", WindowReader.CHOICES).flatMap(new WindowReader(time)::read);
  }

  private static List<Dimension> dimensions(Fields fields) {
    Set<Dimension> dimensions = new LinkedHashSet<>();
    for (String text : fields.texts("dimensions")) {
      Optional<Dimension> dimension = Dimension.named(text);
      if (dimension.isEmpty()) {
        fields.problem("dimensions", text, "choose among " + Dimension.names());
      } else if (!dimensions.add(dimension.get())) {
        fields.problem("dimensions", text, "it is there twice; name it once");
      }
    }
    return new ArrayList<>(dimensions);
  }

  /** {@code where: { model: ["55", "65"], state: { not: ["SP"] } }}. */
  private static Filter where(Fields where) {
    List<Filter.Condition> conditions = new ArrayList<>();
    for (String name : where.names()) {
      Optional<Dimension> dimension = Dimension.named(name);
      if (dimension.isPresent()) {
        condition(where, dimension.get()).ifPresent(conditions::add);
      } else {
        where.problem(
            name, where.get(name), "no such dimension; choose among " + Dimension.names());
      }
    }
    return new Filter(conditions);
  }

  private static Optional<Filter.Condition> condition(Fields where, Dimension dimension) {
    String name = dimension.text();
    JsonNode given = where.get(name);
    boolean negated = given.isObject();
    JsonNode listed = negated ? given.path("not") : given;
    boolean empty = listed.isMissingNode() || listed.isNull();
    if (empty || (listed.isArray() && listed.isEmpty())) {
      where.problem(name, given, "give a value, a list of values, or { not: [values] }");
      return Optional.empty();
    }
    List<String> values = negated ? negated(where, name) : where.texts(name);
    for (String value : values) {
      if (!dimension.canBe(value)) {
        where.problem(name, value, "it is never that; " + dimension.shape());
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Filter.Condition(dimension, negated, Set.copyOf(values)));
  }

  private static List<String> negated(Fields where, String name) {
    Optional<Fields> condition = where.object(name, "{ not: [values] }");
    condition.ifPresent(c -> c.allowOnly("not"));
    return condition.map(c -> c.texts("not")).orElse(List.of());
  }

  private static Optional<Lateness> lateness(Fields fields) {
    fields.allowOnly("live", "history");
    OptionalLong liveMs = fields.durationMs("live", 0);
    if (!fields.has("live")) {
      fields.missing(
          "live", "say how long after a window's end an arrival is still live, such as 2h");
    }
    OptionalLong historyMs = durationOrUnboundedMs(fields, "history");
    if (!fields.has("history")) {
      fields.missing(
          "history",
          "say how long after a window's end history still takes an arrival, such as 90d or"
              + " unbounded");
    }
    if (liveMs.isEmpty() || historyMs.isEmpty()) {
      return Optional.empty();
    }
    if (historyMs.getAsLong() < liveMs.getAsLong()) {
      fields.problem(
          "history",
          fields.get("history"),
          "less than live = " + fields.get("live").asText() + "; give as much or more");
      return Optional.empty();
    }
    return Optional.of(new Lateness(liveMs.getAsLong(), historyMs.getAsLong()));
  }

  /** {@link Lateness#UNBOUNDED} is {@link MetricSpec#UNBOUNDED} too. */
  private static OptionalLong durationOrUnboundedMs(Fields fields, String field) {
    return fields.has(field) && "unbounded".equals(fields.get(field).asText())
        ? OptionalLong.of(Lateness.UNBOUNDED)
        : fields.durationMs(field, 0);
  }
}
