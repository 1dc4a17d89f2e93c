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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one metric of the spec. */
final class MetricReader {
  private static final long DAY_MS = 86_400_000;
  private static final long RETENTION_MS = 2 * DAY_MS;

  private final long maxFutureMs;
  private final List<String> problems;

  MetricReader(long maxFutureMs, List<String> problems) {
    this.maxFutureMs = maxFutureMs;
    this.problems = problems;
  }

  /** The metric, or empty where something in it is wrong; then the problems have grown. */
  Optional<MetricSpec> read(int number, JsonNode node) {
    int problemsBefore = problems.size();
    String name = node.path("name").asText("");
    String place = "metric " + (name.isEmpty() ? "number " + number : name) + ": ";
    Fields fields = new Fields(place, node, problems);
    if (!node.isObject()) {
      problems.add(place + "it is no object: begin it with name:");
      return Optional.empty();
    }
    fields.allowOnly(
        "name", "time", "window", "dimensions", "where", "lateness", "retention", "history");
    if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
      if (name.isEmpty()) {
        fields.missing("name", "give lower-case letters, digits and hyphens");
      } else {
        fields.problem("name", name, "use lower-case letters, digits and hyphens, at most 80");
      }
    }
    Optional<TimeDomain> time = time(fields);
    Optional<WindowSpec> window =
        time.flatMap(t -> new WindowReader(t).read(fields.object("window"), fields.has("window")));
    List<Dimension> dimensions = dimensions(fields);
    Filter where = where(fields.object("where"));
    Optional<Lateness> lateness = lateness(fields.object("lateness"));
    long retentionMs = fields.durationMs("retention", 0).orElse(RETENTION_MS);
    MetricSpec.History history = history(fields.object("history"));
    if (problems.size() > problemsBefore) {
      return Optional.empty();
    }
    Metric metric =
        new Metric(
            name,
            time.orElseThrow(),
            window.orElseThrow(),
            dimensions,
            where,
            lateness.orElseThrow(),
            maxFutureMs);
    return Optional.of(new MetricSpec(metric, retentionMs, history));
  }

  private static Optional<TimeDomain> time(Fields fields) {
    Optional<String> text = fields.text("time");
    Optional<TimeDomain> time =
        text.flatMap(
            t -> Arrays.stream(TimeDomain.values()).filter(d -> d.text().equals(t)).findFirst());
    String choices =
        Arrays.stream(TimeDomain.values()).map(TimeDomain::text).collect(Collectors.joining(", "));
    if (text.isEmpty() && !fields.has("time")) {
      fields.missing("time", "choose one of " + choices);
    } else if (text.isPresent() && time.isEmpty()) {
      fields.problem("time", text.get(), "choose one of " + choices);
    }
    return time;
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
      if (dimension.isEmpty()) {
        where.problem(
            name, where.get(name), "no such dimension; choose among " + Dimension.names());
        continue;
      }
      boolean negated = where.get(name).isObject();
      List<String> values;
      if (negated) {
        Fields not = where.object(name);
        not.allowOnly("not");
        values = not.texts("not");
      } else {
        values = where.texts(name);
      }
      for (String value : values) {
        if (!dimension.get().canBe(value)) {
          where.problem(name, value, "it is never that; " + dimension.get().shape());
        }
      }
      if (values.isEmpty()) {
        where.problem(
            name, where.get(name), "give a value, a list of values, or { not: [values] }");
      } else {
        conditions.add(new Filter.Condition(dimension.get(), negated, Set.copyOf(values)));
      }
    }
    return new Filter(conditions);
  }

  private static Optional<Lateness> lateness(Fields fields) {
    fields.allowOnly("live", "history");
    OptionalLong liveMs = fields.durationMs("live", 0);
    if (!fields.has("live")) {
      fields.missing(
          "live", "say how long after a window's end an arrival is still live, such as 2h");
    }
    boolean unbounded = fields.has("history") && "unbounded".equals(fields.get("history").asText());
    OptionalLong historyMs =
        unbounded ? OptionalLong.of(Lateness.UNBOUNDED) : fields.durationMs("history", 0);
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
          fields.get("history").asText(),
          "it is less than lateness.live = "
              + fields.get("live").asText()
              + "; give as much or more");
      return Optional.empty();
    }
    return Optional.of(new Lateness(liveMs.getAsLong(), historyMs.getAsLong()));
  }

  private static MetricSpec.History history(Fields fields) {
    fields.allowOnly("early", "late", "accumulation");
    MetricSpec.History defaults = MetricSpec.History.DEFAULT;
    MetricSpec.Accumulation accumulation = defaults.accumulation();
    Optional<String> text = fields.text("accumulation");
    if (text.isPresent()) {
      try {
        accumulation = MetricSpec.Accumulation.valueOf(text.get().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        fields.problem("accumulation", text.get(), "choose one of accumulating, discarding");
      }
    }
    return new MetricSpec.History(
        fields.durationMs("early", 1).orElse(defaults.earlyMs()),
        fields.durationMs("late", 1).orElse(defaults.lateMs()),
        accumulation);
  }
}
