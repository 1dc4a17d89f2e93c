package dev.tandem.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields of one object of the spec, read with a word for each that is wrong. */
final class Fields {
  private final String place;
  private final JsonNode node;
  private final List<String> problems;

  Fields(String place, JsonNode node, List<String> problems) {
    this.place = place;
    this.node = node;
    this.problems = problems;
  }

  /** {@code metric documents-by-issuer: window.tumbling = "5 minutes" ...}. */
  void problem(String field, Object value, String remedy) {
    problems.add(place + field + " = " + value + ": " + remedy);
  }

  void missing(String field, String remedy) {
    problems.add(place + field + " is missing: " + remedy);
  }

  void allowOnly(String... allowed) {
    List<String> known = List.of(allowed);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        problem(name, node.get(name), "not a field here; there are " + String.join(", ", known));
      }
    }
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  JsonNode get(String field) {
    return node.get(field);
  }

  Optional<String> text(String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      problem(field, value, "give a text");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A duration; a problem is told where it is none or less than the least allowed. */
  OptionalLong durationMs(String field, long leastMs) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return OptionalLong.empty();
    }
    OptionalLong durationMs = DurationText.parseMs(value.asText());
    if (durationMs.isEmpty()) {
      problem(field, value, "give a whole number and a unit, such as 30s, 5m, 2h or 90d");
    } else if (durationMs.getAsLong() < leastMs) {
      problem(field, value, "give at least " + DurationText.format(leastMs));
      return OptionalLong.empty();
    }
    return durationMs;
  }

  /** A list of texts, or a single one. */
  List<String> texts(String field) {
    JsonNode value = node.get(field);
    List<String> texts = new ArrayList<>();
    if (value == null || value.isNull()) {
      return texts;
    }
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      } else {
        problem(
            field,
            item,
            "give a text in quotes: access keys, models and tax ids are texts, never numbers");
      }
    }
    return texts;
  }

  /** An object within; one without fields where it is absent. */
  Fields object(String field) {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      problem(field, value, "give fields in braces, { name: value }");
    }
    return new Fields(
        place + field + '.',
        value.isObject() ? value : JsonNodeFactory.instance.objectNode(),
        problems);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
