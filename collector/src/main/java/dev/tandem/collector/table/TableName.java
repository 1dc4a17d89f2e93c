package dev.tandem.collector.table;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table's schema and name, as the catalog spells them. */
public record TableName(String schema, String name) {
  private static final String PART = "(?:\"((?:[^\"]|\"\")+)\"|([^\".]+))";
  private static final Pattern QUALIFIED = Pattern.compile(PART + "\\." + PART);

  public TableName {
    requireNonNull(schema, "schema");
    requireNonNull(name, "name");
  }

  /**
   * Reads {@code schema.name}. Case is kept as written; a part that holds a dot stands in double
   * quotes.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static TableName parse(String text) {
    Matcher matcher = QUALIFIED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no schema and table: write it like public.documents, in double quotes where"
              + " a part holds a dot");
    }
    return new TableName(
        part(matcher.group(1), matcher.group(2)), part(matcher.group(3), matcher.group(4)));
  }

  private static String part(String quoted, String bare) {
    return quoted == null ? bare : quoted.replace("\"\"", "\"");
  }

  /** As SQL writes it. */
  public String sql() {
    return Sql.identifier(schema) + '.' + Sql.identifier(name);
  }

  /** As a capture names it: {@code schema.name}. */
  @Override
  public String toString() {
    return schema + '.' + name;
  }
}
