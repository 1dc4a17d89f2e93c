package dev.tandem.collector.rows;

import dev.tandem.collector.table.XmlType;
import dev.tandem.fiscalxml.ReadResult;

/** Reads a row's XML. Must be safe for several threads. */
@FunctionalInterface
public interface RowReader {
  /**
   * Reads the XML as stored: a bytea's bytes, a text's UTF-8; no bytes where it is NULL.
   *
   * @param type of the column when this version of the row was written
   */
  ReadResult read(byte[] xml, XmlType type);
}
