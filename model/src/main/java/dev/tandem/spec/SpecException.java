package dev.tandem.spec;

import java.util.List;

/**
 * A spec that cannot be run: everything that is wrong with it, each with metric, field, value and
 * remedy.
 */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SpecException(String origin, List<String> problems) {
    super(message(origin, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String origin, List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return "the spec " + origin + " has " + count + ":\n  - " + String.join("\n  - ", problems);
  }

  public List<String> problems() {
    return problems;
  }
}
