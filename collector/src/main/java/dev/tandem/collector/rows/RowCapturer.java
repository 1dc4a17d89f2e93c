package dev.tandem.collector.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.table.RowKey;
import dev.tandem.collector.table.XmlType;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.domain.Row;
import dev.tandem.fiscalxml.ReadResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes versions of rows into the log: each gives its captures or one rejection, never nothing
 * (contract, law 4). Thread-safe.
 */
public final class RowCapturer implements RowCounts {
  private static final byte[] NOTHING = {};
  private static final int KEPT_OF_LONG_ORIGIN = 1_000;
  private static final ReadResult UNREADABLE_KEY =
      new ReadResult.Unreadable(
          RejectReason.ENCODING, "the key cannot be decoded; it is given with its bytes escaped");

  private final String source;
  private final String table;
  private final RowReader reader;
  private final CaptureLog log;
  private final LongAdder rows = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /**
   * A capturer of one table's rows.
   *
   * @param table schema and name
   */
  public RowCapturer(String source, String table, RowReader reader, CaptureLog log) {
    this.source = source;
    this.table = table;
    this.reader = reader;
    this.log = log;
  }

  /**
   * Takes in one version of a row.
   *
   * @param xml as stored; empty where it is NULL
   * @param type what the XML is stored as
   * @param position LSN of the change, 0 for the snapshot
   */
  public void capture(
      RowKey key, Optional<byte[]> xml, XmlType type, long position, Arrival arrival) {
    Row row = new Row(source, table, key.key());
    byte[] bytes = xml.orElse(NOTHING);
    Digest digest = Digest.of(bytes);
    ReadResult result = read(key, bytes, type);
    if (result instanceof ReadResult.Read read) {
      List<FiscalRecord> records = read.records();
      for (int ordinal = 0; ordinal < records.size(); ordinal++) {
        log.append(
            new Capture(
                row,
                position,
                digest,
                ordinal,
                arrival.ms(),
                arrival.assumed(),
                records.get(ordinal)));
      }
    } else {
      ReadResult.Unreadable unreadable = (ReadResult.Unreadable) result;
      log.append(
          new Rejection(
              origin(row),
              digest.toString(),
              unreadable.reason(),
              unreadable.detail(),
              arrival.ms()));
      rejected.increment();
    }
    rows.increment();
  }

  private ReadResult read(RowKey key, byte[] xml, XmlType type) {
    if (!key.readable()) {
      return UNREADABLE_KEY;
    }
    int characters = key.key().text().length();
    return characters > PrimaryKey.MOST_CHARACTERS
        ? new ReadResult.Unreadable(
            RejectReason.TOO_LARGE,
            "the key has "
                + characters
                + " characters, and at most "
                + PrimaryKey.MOST_CHARACTERS
                + " have a place in the log")
        : reader.read(xml, type);
  }

  /** The row; of a key too long for a record of the log its beginning and its SHA-256. */
  private static String origin(Row row) {
    String whole = row.toString();
    return whole.length() <= PrimaryKey.MOST_CHARACTERS
        ? whole
        : whole.substring(0, KEPT_OF_LONG_ORIGIN) + "... " + Digest.of(whole.getBytes(UTF_8));
  }

  @Override
  public long rows() {
    return rows.sum();
  }

  @Override
  public long rejected() {
    return rejected.sum();
  }
}
