package dev.tandem.collector.stream;

import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.table.ArrivalType;
import dev.tandem.collector.table.KeyType;
import dev.tandem.collector.table.TableException;
import dev.tandem.collector.table.TableName;
import dev.tandem.collector.table.XmlType;
import io.debezium.data.Uuid;
import io.debezium.data.Xml;
import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.ZonedTimestamp;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * A column as one record of the change stream has it: of the type it was of when the row was
 * written, which need not be the one the table has now.
 */
final class StreamedColumn {
  private static final String SOURCE_TYPE = "__debezium.source.column.type";

  private final TableName table;
  private final String name;
  private final Schema schema;

  private StreamedColumn(TableName table, String name, Schema schema) {
    this.table = table;
    this.name = name;
    this.schema = schema;
  }

  /**
   * The column of a record.
   *
   * @throws TableException where the record has none of that name
   */
  static StreamedColumn of(TableName table, Schema row, String name) {
    Field field = row.field(name);
    if (field == null) {
      throw new TableException(
          "column "
              + name
              + " of table "
              + table
              + " is gone from the change stream: it was dropped or renamed, or got a type"
              + " that cannot be read. The way out: name the columns as they are now and "
              + ReplicationSlot.REMEDY);
    }
    return new StreamedColumn(table, name, field.schema());
  }

  XmlType xmlType() {
    if (is(Schema.Type.BYTES) && schema.name() == null) {
      return XmlType.BYTEA;
    }
    if (is(Schema.Type.STRING)) {
      if (Xml.LOGICAL_NAME.equals(schema.name())) {
        return XmlType.XML;
      }
      if (schema.name() == null) {
        return XmlType.TEXT;
      }
    }
    throw unreadable(XmlType.NAMES);
  }

  ArrivalType arrivalType() {
    if (MicroTimestamp.SCHEMA_NAME.equals(schema.name())) {
      return ArrivalType.LOCAL;
    }
    if (ZonedTimestamp.SCHEMA_NAME.equals(schema.name())) {
      return ArrivalType.INSTANT;
    }
    throw unreadable(ArrivalType.NAMES);
  }

  /**
   * The type of a key.
   *
   * @param now what it is of now: a domain's name says nothing
   */
  KeyType keyType(KeyType now) {
    return switch (schema.type()) {
      case INT16, INT32, INT64 -> {
        if (schema.name() == null) {
          yield KeyType.NUMBER;
        }
        if (Date.SCHEMA_NAME.equals(schema.name())) {
          yield KeyType.DATE;
        }
        if (MicroTimestamp.SCHEMA_NAME.equals(schema.name())) {
          yield KeyType.LOCAL_TIME;
        }
        throw unreadable(KeyType.NAMES);
      }
      case STRING -> {
        if (Uuid.LOGICAL_NAME.equals(schema.name())) {
          yield KeyType.TEXT;
        }
        if (ZonedTimestamp.SCHEMA_NAME.equals(schema.name())) {
          yield KeyType.INSTANT;
        }
        if (schema.name() == null) {
          yield sourceType().flatMap(KeyType::of).orElse(now);
        }
        throw unreadable(KeyType.NAMES);
      }
      default -> throw unreadable(KeyType.NAMES);
    };
  }

  private boolean is(Schema.Type type) {
    return schema.type() == type;
  }

  private Optional<String> sourceType() {
    return Optional.ofNullable(schema.parameters())
        .map((Map<String, String> parameters) -> parameters.get(SOURCE_TYPE))
        .map(type -> type.toLowerCase(Locale.ROOT));
  }

  private TableException unreadable(String types) {
    return new TableException(
        "column "
            + name
            + " of table "
            + table
            + " is of type "
            + sourceType().orElse(schema.type().getName())
            + " in the change stream, and must be "
            + types
            + ". The way out: change it to one of them, or name another column, and "
            + ReplicationSlot.REMEDY);
  }
}
