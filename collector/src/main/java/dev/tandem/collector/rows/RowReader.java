package dev.tandem.collector.rows;

import dev.tandem.fiscalxml.ReadResult;

/** Reads a row's XML. Must be safe for several threads. */
@FunctionalInterface
public interface RowReader {
  /** Reads the XML as stored: a bytea's bytes, a text's UTF-8; no bytes where it is NULL. */
  ReadResult read(byte[] xml);
}
