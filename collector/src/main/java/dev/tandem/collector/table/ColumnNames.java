package dev.tandem.collector.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of columns with commas between, as the catalog spells them. */
public final class ColumnNames {
  private static final Pattern NEXT =
      Pattern.compile("\\G\\s*(?:\"((?:[^\"]|\"\")+)\"|([^\",]+?))\\s*(,|$)");

  private ColumnNames() {}

  /**
   * Reads {@code id,received_at}. A name that holds a comma or a quote stands in double quotes.
   *
   * @throws IllegalArgumentException where it is no such list, or a name comes twice
   */
  public static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NEXT.matcher(text);
    boolean more = true;
    while (more) {
      if (!matcher.find()) {
        throw new IllegalArgumentException(
            "give names of columns with commas between, like id,received_at, in double quotes where"
                + " a name holds a comma");
      }
      names.add(
          matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replace("\"\"", "\""));
      more = matcher.group(3).equals(",");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("name every column once");
    }
    return names;
  }
}
