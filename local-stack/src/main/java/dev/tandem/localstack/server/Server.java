package dev.tandem.localstack.server;

import java.util.Locale;

/** The kinds of server. */
public enum Server {
  /** Kafka, in this JVM. */
  BROKER,
  /** PostgreSQL, child processes. */
  DATABASE,
  /** A schema registry that speaks Confluent's API, a child process. */
  REGISTRY;

  /** Its folder's name among the others. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
