package dev.tandem.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a metric's {@code history}. */
final class HistoryReader {
  private HistoryReader() {}

  /** What is wrong is told, and its default taken. */
  static MetricSpec.History read(Fields fields) {
    fields.allowOnly("early", "late", "accumulation");
    MetricSpec.History defaults = MetricSpec.History.DEFAULT;
    return new MetricSpec.History(
        firing(fields, "early").orElse(defaults.early()),
        firing(fields, "late").orElse(defaults.late()),
        accumulation(fields).orElse(defaults.accumulation()));
  }

  /** {@code 30s} or <code>{ count: 100 }</code>. */
  private static Optional<Firing> firing(Fields fields, String field) {
    if (fields.has(field) && fields.get(field).isObject()) {
      return fields.object(field, "{ count: 100 }").flatMap(HistoryReader::every);
    }
    OptionalLong delayMs = fields.durationMs(field, 1);
    return delayMs.isPresent()
        ? Optional.of(new Firing.After(delayMs.getAsLong()))
        : Optional.empty();
  }

  private static Optional<Firing> every(Fields fields) {
    fields.allowOnly("count");
    if (!fields.has("count")) {
      fields.missing("count", "say after how many changes, such as 100");
      return Optional.empty();
    }
    JsonNode count = fields.get("count");
    if (!count.isInt() || count.intValue() < 1) {
      fields.problem("count", count, "give a whole number from 1 to " + Integer.MAX_VALUE);
      return Optional.empty();
    }
    return Optional.of(new Firing.Every(count.intValue()));
  }

  private static Optional<MetricSpec.Accumulation> accumulation(Fields fields) {
    Optional<String> text = fields.text("accumulation");
    for (MetricSpec.Accumulation accumulation : MetricSpec.Accumulation.values()) {
      if (text.equals(Optional.of(accumulation.name().toLowerCase(Locale.ROOT)))) {
        return Optional.of(accumulation);
      }
    }
    text.ifPresent(
        t -> fields.problem("accumulation", t, "choose one of accumulating, discarding"));
    return Optional.empty();
  }
}
