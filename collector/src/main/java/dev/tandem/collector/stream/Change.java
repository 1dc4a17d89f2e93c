package dev.tandem.collector.stream;

import dev.tandem.collector.rows.Arrival;
import dev.tandem.collector.table.RowKey;
import dev.tandem.collector.table.XmlType;
import java.util.Optional;

/** What the change stream brings. */
sealed interface Change {
  /** A row was inserted or updated. */
  final class RowWritten implements Change {
    private final RowKey key;
    private final Optional<byte[]> xml;
    private final XmlType type;
    private final long position;
    private final Arrival arrival;

    RowWritten(RowKey key, Optional<byte[]> xml, XmlType type, long position, Arrival arrival) {
      this.key = key;
      this.xml = xml;
      this.type = type;
      this.position = position;
      this.arrival = arrival;
    }

    RowKey key() {
      return key;
    }

    /** As stored; empty where it is NULL. */
    Optional<byte[]> xml() {
      return xml;
    }

    /** What the XML was stored as when the row was written. */
    XmlType type() {
      return type;
    }

    /** LSN of the change. */
    long position() {
      return position;
    }

    Arrival arrival() {
      return arrival;
    }
  }

  /**
   * A row was given another key, and its XML was left as it was and did not travel.
   *
   * @param key the new one
   * @param position LSN of the change
   */
  record RowMoved(RowKey key, long position, Arrival arrival) implements Change {}

  /**
   * A heartbeat of ours came back: everything committed before it was sent came before it.
   *
   * @param timeMs when it was sent, by the database's clock
   */
  record HeartbeatReturned(long timeMs) implements Change {}

  /** Nothing that changes a count: the XML was left as it was, or it is somebody else's message. */
  record Nothing() implements Change {
    static final Nothing INSTANCE = new Nothing();
  }
}
