/**
 * The records of Tandem's topics as bytes: Confluent's 5-byte header (a zero, the schema's id) and
 * the Avro record. The schemas stand in {@code src/main/avro}; only this package sees the classes
 * generated from them.
 */
package dev.tandem.wire;
