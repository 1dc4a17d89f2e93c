package dev.tandem.collector.rows;

import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.table.RowKey;
import dev.tandem.collector.table.XmlType;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.FiscalRecord;
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
    ReadResult result = key.readable() ? reader.read(bytes, type) : UNREADABLE_KEY;
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
              row.toString(),
              digest.toString(),
              unreadable.reason(),
              unreadable.detail(),
              arrival.ms()));
      rejected.increment();
    }
    rows.increment();
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
