package dev.tandem.streams.query;

import java.util.List;

/**
 * A parameter of a route.
 *
 * @param in {@code path} or {@code query}
 * @param choices what it can be; empty where it is free
 * @param example what one can give
 */
record Parameter(
    String name,
    String in,
    boolean required,
    String description,
    List<String> choices,
    String example) {
  Parameter {
    choices = List.copyOf(choices);
  }

  static Parameter path(String name, String description, String example) {
    return new Parameter(name, "path", true, description, List.of(), example);
  }

  static Parameter required(String name, String description, String example) {
    return new Parameter(name, "query", true, description, List.of(), example);
  }

  static Parameter optional(String name, String description, String example) {
    return new Parameter(name, "query", false, description, List.of(), example);
  }

  static Parameter choice(String name, String description, List<String> choices) {
    return new Parameter(name, "query", false, description, choices, choices.get(0));
  }

  boolean inQuery() {
    return in.equals("query");
  }
}
