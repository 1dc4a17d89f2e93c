package dev.tandem.collector.table;

import java.util.Map;
import java.util.Optional;

/** The types an XML column can have. */
public enum XmlType {
  /** Decoded characters, whatever encoding the XML declares. */
  TEXT("%s"),
  /**
   * Decoded characters. Read as PostgreSQL prints it, because that is what the change stream
   * carries: a cast to text would keep the XML declaration, printing leaves it out, and the digests
   * of one row would differ.
   */
  XML("xml_out(%s)::text"),
  /** Bytes in the encoding the XML declares. */
  BYTEA("%s");

  /** What is said of them in messages. */
  public static final String NAMES = "text, character varying, xml or bytea";

  private static final Map<String, XmlType> BY_TYPE =
      Map.of("text", TEXT, "varchar", TEXT, "xml", XML, "bytea", BYTEA);

  private final String expression;

  XmlType(String expression) {
    this.expression = expression;
  }

  static Optional<XmlType> of(String typeName) {
    return Optional.ofNullable(BY_TYPE.get(typeName));
  }

  /** What selects a column of this type so that its binary form is text in UTF-8, or bytes. */
  String expression(String column) {
    return expression.formatted(column);
  }
}
