package dev.tandem.counting;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A metric's {@code where}: all conditions must hold. */
public record Filter(List<Condition> conditions) implements Serializable {
  public static final Filter ALL = new Filter(List.of());

  public Filter {
    conditions = List.copyOf(conditions);
  }

  /**
   * One dimension compared with values.
   *
   * @param negated the dimension must have none of the values
   */
  public record Condition(Dimension dimension, boolean negated, Set<String> values)
      implements Serializable {
    public Condition {
      values = Set.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "a condition names at least one value: dimension=" + dimension.text());
      }
    }

    boolean holds(Contribution contribution) {
      return values.contains(dimension.valueOf(contribution)) != negated;
    }

    String text() {
      return dimension.text() + (negated ? " not in " : " in ") + new TreeSet<>(values);
    }
  }

  public boolean holds(Contribution contribution) {
    for (Condition condition : conditions) {
      if (!condition.holds(contribution)) {
        return false;
      }
    }
    return true;
  }

  /** The same text for the same filter. */
  public String text() {
    return conditions.stream().map(Condition::text).sorted().collect(Collectors.joining(" and "));
  }
}
