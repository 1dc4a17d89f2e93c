package dev.tandem.collector.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be set: a flag {@code --key}, or a field {@code key} of the configuration file. The flag
 * and the field mean the same.
 */
public enum Setting {
  SOURCE(
      Scope.SOURCE,
      "source",
      "NAME",
      "Name of this source in the log; letters, digits, dots, hyphens, underscores."),
  URL(
      Scope.EITHER,
      "url",
      "URL",
      "Address of the database: jdbc:postgresql://host:port/database, with the driver's"
          + " parameters for TLS (sslmode, sslrootcert ...), without user and password."),
  USER(
      Scope.EITHER,
      "user",
      "NAME",
      "User of the database; else the environment variable TANDEM_DB_USER."),
  PASSWORD_FILE(
      Scope.EITHER,
      "password-file",
      "FILE",
      "File that holds the password; else the environment variable TANDEM_DB_PASSWORD."),
  TABLE(Scope.SOURCE, "table", "SCHEMA.NAME", "The table, spelled as in the catalog."),
  KEY_COLUMNS(
      Scope.EITHER,
      "key-columns",
      "NAME[,...]",
      "Columns that together tell rows apart (integers, numeric, uuid, text, date or timestamp), in"
          + " the order of an index; else the primary key's."),
  XML_COLUMN(Scope.EITHER, "xml-column", "NAME", "Column that holds the XML (text, xml or bytea)."),
  ARRIVAL_COLUMN(
      Scope.EITHER,
      "arrival-column",
      "NAME",
      "Column that says when the row arrived (timestamp with time zone, or without: read as UTC);"
          + " else the commit time counts, and for rows of the snapshot when the slot was"
          + " created."),
  WHERE(
      Scope.EITHER,
      "where",
      "SQL",
      "Condition on the table's columns; rows that do not meet it are not captured. Also filters"
          + " the change stream, so it may use only columns of the replica identity."),
  BOOTSTRAP_SERVERS(Scope.ALL, "bootstrap-servers", "HOST:PORT[,...]", "Kafka brokers."),
  KAFKA_CONFIG(
      Scope.ALL, "kafka-config", "FILE", "Properties of Kafka's clients, for TLS and SASL."),
  REGISTRY(
      Scope.ALL,
      "registry",
      "URL[,...]",
      "Schema registry; its user, token and TLS files come from environment variables"
          + " TANDEM_REGISTRY_..."),
  TOPIC_PREFIX(Scope.ALL, "topic-prefix", "TEXT", "Put before the names of all topics."),
  PARTITIONS(
      Scope.ALL,
      "partitions",
      "N",
      "Partitions of the topic captures, for ever; else what it has, or 6 where it is created."),
  REPLICATION_FACTOR(
      Scope.ALL,
      "replication-factor",
      "N",
      "Of topics that are created; else the broker's default."),
  SLOT(
      Scope.SOURCE,
      "slot",
      "NAME",
      "Replication slot, created where it is missing; else derived from --source."),
  PUBLICATION(
      Scope.SOURCE,
      "publication",
      "NAME",
      "Publication, created where it is missing; else derived from --source."),
  READERS(
      Scope.EITHER,
      "readers",
      "N",
      "Connections that read the snapshot side by side; else 1 a processor, up to 4."),
  SNAPSHOT(
      Scope.EITHER,
      "snapshot",
      "MODE",
      "shared: a collector reads the snapshot under one view, which holds back vacuum; ranges: each"
          + " range in a short transaction of its own (shared)."),
  HEARTBEAT_INTERVAL(
      Scope.EITHER,
      "heartbeat-interval",
      "DURATION",
      "How often an idle source moves its watermark, from 100ms to below 30s (500ms, 5s; 1s)."),
  MAX_ROWS_PER_SECOND(
      Scope.EITHER,
      "max-rows-per-second",
      "N",
      "Rows of the snapshot that the readers of this collector together read a second at most; else"
          + " as fast as they can."),
  BACK_OFF(
      Scope.EITHER,
      "back-off",
      "LIMIT[,LIMIT]",
      "Read the snapshot more slowly while a limit is exceeded: replication-lag:SIZE (a standby or"
          + " a slot being read is further behind; 64MB) or load:N (more sessions of others are"
          + " active). The role needs pg_read_all_stats."),
  HTTP_PORT(
      Scope.PROCESS,
      "http-port",
      "PORT",
      "Serve /metrics and /health on this port (0: a free one); else nothing is served."),
  HTTP_HOST(
      Scope.PROCESS, "http-host", "ADDRESS", "Address to serve on; there is no login (127.0.0.1)."),
  HTTP_ALLOWED_HOSTS(
      Scope.PROCESS,
      "http-allowed-hosts",
      "NAME[,...]",
      "Names that requests may be sent to, such as tandem.example, beside localhost and the"
          + " address; others are refused.");

  /** Where in a configuration file a setting stands. */
  public enum Scope {
    /** Once, for all sources. */
    ALL,
    /** In each source. */
    SOURCE,
    /** In a source, or once for all that do not have it. */
    EITHER,
    /** Once, as it is of the program and not of a source. */
    PROCESS
  }

  private final Scope scope;
  private final String key;
  private final String label;
  private final String description;

  Setting(Scope scope, String key, String label, String description) {
    this.scope = scope;
    this.key = key;
    this.label = label;
    this.description = description;
  }

  /** The setting of a field of the configuration file. */
  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  public Scope scope() {
    return scope;
  }

  /** The flag without its dashes. */
  public String key() {
    return key;
  }

  public String flag() {
    return "--" + key;
  }

  /** What stands for a value in the help. */
  public String label() {
    return label;
  }

  public String description() {
    return description;
  }
}
