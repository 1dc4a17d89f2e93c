package dev.tandem.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of one object of the spec, read with a word for each that is wrong: {@code metric
 * documents-by-issuer: window.tumbling = "5 minutes": give ...}.
 */
final class Fields {
  private static final int LONGEST_VALUE = 80;

  private final String place;
  private final String path;
  private final JsonNode node;
  private final List<String> problems;

  /**
   * @param place of the object in messages, ending in a colon and a space, or empty
   */
  Fields(String place, JsonNode node, List<String> problems) {
    this(place, "", node, problems);
  }

  private Fields(String place, String path, JsonNode node, List<String> problems) {
    this.place = place;
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /**
   * Tells what is wrong with a field.
   *
   * @param value a text or a node
   */
  void problem(String field, Object value, String remedy) {
    problems.add(place + nameOf(field) + " = " + show(value) + ": " + remedy);
  }

  /** Tells what is wrong with the object itself. */
  void problem(String remedy) {
    problems.add(place + path + " = " + show(node) + ": " + remedy);
  }

  void missing(String field, String remedy) {
    problems.add(place + nameOf(field) + " is missing: " + remedy);
  }

  private String nameOf(String field) {
    return path.isEmpty() ? field : path + '.' + field;
  }

  private static String show(Object value) {
    String text = value instanceof String ? "\"" + value + "\"" : value.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
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

  /** A field that is there. */
  JsonNode get(String field) {
    return node.get(field);
  }

  Optional<String> text(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    if (!get(field).isTextual()) {
      problem(field, get(field), "give a text");
      return Optional.empty();
    }
    return Optional.of(get(field).textValue());
  }

  /** A duration; a problem is told where it is none or less than the least allowed. */
  OptionalLong durationMs(String field, long leastMs) {
    if (!has(field)) {
      return OptionalLong.empty();
    }
    OptionalLong durationMs = DurationText.parseMs(get(field).asText());
    if (durationMs.isEmpty()) {
      problem(
          field,
          get(field),
          "give a whole number and a unit (ms, s, m, h or d), such as 30s; at most 3650000d");
    } else if (durationMs.getAsLong() < leastMs) {
      problem(field, get(field), "give at least " + DurationText.format(leastMs));
      return OptionalLong.empty();
    }
    return durationMs;
  }

  /** A list of texts, or a single one. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    if (!has(field)) {
      return texts;
    }
    JsonNode value = get(field);
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      } else {
        problem(field, item, "give a text in quotes; models, codes and tax ids are no numbers");
      }
    }
    return texts;
  }

  /**
   * An object within; one without fields where it is absent, empty where something else is there,
   * which is told.
   *
   * @param example what it looks like
   */
  Optional<Fields> object(String field, String example) {
    JsonNode value = has(field) ? get(field) : JsonNodeFactory.instance.objectNode();
    if (!value.isObject()) {
      problem(field, value, "give fields in braces, such as " + example);
      return Optional.empty();
    }
    return Optional.of(new Fields(place, nameOf(field), value, problems));
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
