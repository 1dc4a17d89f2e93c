package dev.tandem.localstack.generator;

/** What stands in a row: how it is written, and what it means. */
interface Payload {

  /** Writes compact XML without a declaration. */
  void write(StringBuilder out, Style.Namespaces namespaces);

  /** Adds the facts, in document order. */
  void describe(FactList facts);
}
