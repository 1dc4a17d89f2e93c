package dev.tandem.collector.stream;

import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableName;
import io.debezium.connector.postgresql.PostgresConnector;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** What Debezium is told. */
final class ConnectorProperties {
  private ConnectorProperties() {}

  /**
   * Properties of a connector.
   *
   * @param sessionOptions what its sessions set, see {@link
   *     dev.tandem.collector.database.SessionSettings#options}
   */
  static Properties of(
      DatabaseSettings database, StreamSettings stream, String slot, String sessionOptions) {
    SourceTable table = stream.table();
    Properties properties = new Properties();
    properties.put("name", stream.source());
    // Its metrics are registered under it; a second source with the same would wait for a minute.
    properties.put("topic.prefix", "tandem-" + stream.source());
    properties.put("connector.class", PostgresConnector.class.getName());
    if (table.encoding().raw()) {
      properties.put("connector.class", RawTextConnector.class.getName());
      properties.put(RawTextConnector.ENCODING, table.encoding().name());
      properties.put(RawTextConnector.MARK, stream.texts().mark());
      properties.put("database.allowEncodingChanges", "true");
    }

    database.parameters().forEach((name, value) -> properties.put("database." + name, value));
    properties.put("database.hostname", database.host());
    properties.put("database.port", Integer.toString(database.port()));
    properties.put("database.dbname", database.database());
    properties.put("database.user", database.user());
    database
        .password()
        .ifPresent(password -> properties.put("database.password", password.reveal()));

    // Behind the user's own, as the last one holds.
    properties.merge("database.options", sessionOptions, (own, ours) -> own + " " + ours);

    properties.put("plugin.name", "pgoutput");
    properties.put("slot.name", slot);
    properties.put("publication.name", stream.publication());
    properties.put("publication.autocreate.mode", "disabled");
    properties.put("snapshot.mode", "no_data");
    // After a quick restart the server may not have noticed yet that the last connection is gone.
    properties.put("slot.max.retries", "60");
    properties.put("slot.retry.delay.ms", "1000");

    properties.put("table.include.list", regex(table.name(), ""));
    properties.put("column.include.list", columns(table));
    // Each record then states what its columns were of when it was written.
    properties.put("column.propagate.source.type", columns(table));
    properties.put("message.prefix.include.list", literal(stream.messagePrefix()));
    properties.put("skipped.operations", "d,t");
    properties.put("tombstones.on.delete", "false");

    properties.put("unavailable.value.placeholder", stream.placeholder());
    properties.put("binary.handling.mode", "bytes");
    properties.put("decimal.handling.mode", "string");
    properties.put("time.precision.mode", "microseconds");
    // A value that cannot be converted must not become NULL unseen.
    properties.put("event.converting.failure.handling.mode", "fail");

    /*
     * The slot remembers how far the stream has been delivered, so Debezium's own offsets need not outlive it. They are committed,
     * which moves the slot, whenever a batch is marked as finished: not before the log has all of it.
     */
    properties.put("offset.storage", MemoryOffsetBackingStore.class.getName());
    properties.put("offset.flush.interval.ms", "0");
    properties.put("lsn.flush.mode", "connector");
    // A failure ends the engine; ours decides whether to begin again (see ChangeStream).
    properties.put("errors.max.retries", "0");

    properties.put("poll.interval.ms", "50");
    properties.put("max.batch.size", "4096");
    properties.put("max.queue.size", "16384");
    properties.put("max.queue.size.in.bytes", "67108864");
    return properties;
  }

  private static String columns(SourceTable table) {
    return Stream.concat(
            table.keyColumns().stream(), Stream.of(table.xmlColumn(), table.arrivalColumn()))
        .distinct()
        .filter(column -> !column.isEmpty())
        .map(column -> regex(table.name(), "\\." + literal(column)))
        .collect(Collectors.joining(","));
  }

  private static String regex(TableName table, String rest) {
    return literal(table.schema()) + "\\." + literal(table.name()) + rest;
  }

  /**
   * Every sign that is not a letter or a digit escaped, the comma that separates expressions too.
   */
  private static String literal(String text) {
    return text.replaceAll("([^\\p{L}\\p{N}_])", "\\\\$1");
  }
}
