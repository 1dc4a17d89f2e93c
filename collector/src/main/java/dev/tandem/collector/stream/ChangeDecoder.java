package dev.tandem.collector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.collector.rows.Arrival;
import dev.tandem.collector.table.ArrivalType;
import dev.tandem.collector.table.KeyColumn;
import dev.tandem.collector.table.RowKey;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableException;
import dev.tandem.collector.table.TextEncoding;
import dev.tandem.collector.table.XmlType;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.PrimaryKey;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.postgresql.PGStatement;

/** Reads Debezium's records of one table as {@link ConnectorProperties} lets them come. */
final class ChangeDecoder {
  private final SourceTable table;
  private final RawText texts;
  private final String messagePrefix;
  private final String placeholderText;
  private final byte[] placeholderBytes;

  ChangeDecoder(StreamSettings settings) {
    this.table = settings.table();
    this.texts = settings.texts();
    this.messagePrefix = settings.messagePrefix();
    this.placeholderText = settings.placeholder();
    this.placeholderBytes = settings.placeholder().getBytes(UTF_8);
  }

  /** To where Debezium moves the slot once this record is marked as processed; 0: nowhere. */
  static long slotLsn(SourceRecord record) {
    return Stream.of(
            PostgresOffsetContext.LAST_COMMIT_LSN_KEY,
            PostgresOffsetContext.LAST_COMPLETELY_PROCESSED_LSN_KEY)
        .map(record.sourceOffset()::get)
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast)
        .max()
        .orElse(0);
  }

  /**
   * Reads one record.
   *
   * @throws TableException where the table no longer is what it was at the start
   */
  Change decode(SourceRecord record) {
    if (!(record.value() instanceof Struct value)) {
      return Change.Nothing.INSTANCE;
    }
    return switch (value.getString("op")) {
      case "m" -> message(value.getStruct("message"));
      case "c", "u" -> row(value);
      default -> Change.Nothing.INSTANCE;
    };
  }

  private Change message(Struct message) {
    if (!messagePrefix.equals(message.getString("prefix"))) {
      return Change.Nothing.INSTANCE;
    }
    return new Change.HeartbeatReturned(
        Long.parseLong(new String(bytes(message.get("content")), UTF_8)));
  }

  private Change row(Struct value) {
    Struct after = value.getStruct("after");
    XmlType type = column(after, table.xmlColumn()).xmlType();
    Object xml = after.get(table.xmlColumn());
    Struct source = value.getStruct("source");
    RowKey key = key(after);
    long position = source.getInt64("lsn");
    Arrival arrival = arrival(after, source.getInt64("ts_ms"));
    if (!isUnchanged(xml)) {
      return new Change.RowWritten(
          key, Optional.ofNullable(xml).map(this::xml), type, position, arrival);
    }
    // Debezium makes a delete and a create of an update that changes the key.
    return value.getString("op").equals("c")
        ? new Change.RowMoved(key, position, arrival)
        : Change.Nothing.INSTANCE;
  }

  private StreamedColumn column(Struct after, String name) {
    return StreamedColumn.of(table.name(), after.schema(), name);
  }

  /** An XML kept out of line that an update did not touch does not travel with it. */
  private boolean isUnchanged(Object xml) {
    return xml instanceof String
        ? placeholderText.equals(xml)
        : xml != null && Arrays.equals(bytes(xml), placeholderBytes);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return value instanceof byte[] bytes ? bytes : ((String) value).getBytes(UTF_8);
  }

  private RowKey key(Struct after) {
    boolean readable = true;
    List<KeyPart> parts = new ArrayList<>();
    for (KeyColumn now : table.key()) {
      KeyColumn column = new KeyColumn(now.name(), column(after, now.name()).keyType(now.type()));
      Object value = after.get(column.name());
      Optional<byte[]> marked =
          value instanceof String text ? texts.marked(text) : Optional.empty();
      readable &= marked.isEmpty();
      parts.add(
          marked
              .map(stored -> KeyPart.text(TextEncoding.escaped(stored)))
              .orElseGet(() -> StreamedKey.part(column, value)));
    }
    return new RowKey(new PrimaryKey(parts), readable);
  }

  private byte[] xml(Object value) {
    Optional<byte[]> marked = value instanceof String text ? texts.marked(text) : Optional.empty();
    return marked.map(table::xmlOfSelected).orElseGet(() -> bytes(value));
  }

  private Arrival arrival(Struct after, long committedMs) {
    return table.hasArrival() ? Arrival.of(epochMs(after), committedMs) : Arrival.of(committedMs);
  }

  private OptionalLong epochMs(Struct after) {
    ArrivalType type = column(after, table.arrivalColumn()).arrivalType();
    Object value = after.get(table.arrivalColumn());
    if (value == null) {
      return OptionalLong.empty();
    }
    if (type == ArrivalType.LOCAL) {
      long micros = (Long) value;
      boolean infinite =
          micros == PGStatement.DATE_POSITIVE_INFINITY
              || micros == PGStatement.DATE_NEGATIVE_INFINITY;
      return infinite ? OptionalLong.empty() : OptionalLong.of(Math.floorDiv(micros, 1000L));
    }
    String text = (String) value;
    return text.endsWith("infinity")
        ? OptionalLong.empty()
        : OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
  }
}
