package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.Rank;
import dev.tandem.domain.AccessKey;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.OtherRecord;
import dev.tandem.wire.avro.CancellationKind;
import dev.tandem.wire.avro.CancellationRecord;
import dev.tandem.wire.avro.CaptureRecord;
import dev.tandem.wire.avro.DocumentRecord;
import dev.tandem.wire.avro.MarkKind;
import dev.tandem.wire.avro.MarkRecord;
import dev.tandem.wire.avro.OtherFiscalRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The captures log: captures and marks, told apart by their schema's name (contract, section 1).
 * Keys are UTF-8 texts, a mark has none. Thread-safe.
 */
public final class LogFormat {
  private final AvroFormat<CaptureRecord> captures;
  private final AvroFormat<MarkRecord> marks;

  public LogFormat(Schemas schemas, String topic) {
    Schema capture = CaptureRecord.getClassSchema();
    Schema mark = MarkRecord.getClassSchema();
    this.captures = new AvroFormat<>(schemas, topic, capture, List.of(mark));
    this.marks = new AvroFormat<>(schemas, topic, mark, List.of(capture));
  }

  /** The key a capture is written under; its murmur2 hash decides the partition. */
  public byte[] key(Capture capture) {
    return capture.key().getBytes(UTF_8);
  }

  public byte[] write(Capture capture) {
    return captures.encode(
        new CaptureRecord(
            AvroParts.write(Rank.of(capture)),
            capture.arrivalAssumed(),
            capture.record().accessKey(),
            write(capture.record())));
  }

  public byte[] write(Mark mark) {
    return marks.encode(
        new MarkRecord(
            mark.source(), MarkKind.valueOf(mark.kind().name()), mark.timeMs(), mark.partitions()));
  }

  /**
   * Reads a value of the log.
   *
   * @throws WireException where it is neither a capture nor a mark
   */
  public LogEntry read(byte[] value) {
    return captures.recordName(value).equals(MarkRecord.getClassSchema().getName())
        ? marks.decode(value, LogFormat::mark)
        : captures.decode(value, LogFormat::capture);
  }

  private static Mark mark(MarkRecord mark) {
    return LogRules.verified(
        new Mark(
            mark.getSource(),
            Mark.Kind.valueOf(mark.getKind().name()),
            mark.getTimeMs(),
            mark.getPartitions()));
  }

  private static Capture capture(CaptureRecord capture) {
    Rank rank = AvroParts.read(capture.getRank());
    FiscalRecord record = record(capture.getAccessKey(), capture.getRecord());
    if (record.kind() != rank.kind()) {
      throw new IllegalArgumentException(
          "its rank says " + rank.kind() + ", its record is a " + record.kind());
    }
    return LogRules.verified(
        new Capture(
            rank.row(),
            rank.position(),
            rank.digest(),
            rank.ordinal(),
            rank.arrivedMs(),
            capture.getArrivalAssumed(),
            record));
  }

  private static Object write(FiscalRecord record) {
    if (record instanceof Document document) {
      return new DocumentRecord(
          AvroParts.write(document.facts()),
          document.status(),
          document.production(),
          names(document.flags()));
    }
    if (record instanceof Cancellation cancellation) {
      return new CancellationRecord(
          CancellationKind.valueOf(cancellation.form().name()),
          cancellation.eventType(),
          cancellation.status(),
          cancellation.production(),
          AvroParts.nullable(cancellation.registeredMs()));
    }
    return new OtherFiscalRecord(((OtherRecord) record).type());
  }

  private static FiscalRecord record(String accessKey, Object record) {
    if (!accessKey.isEmpty() && !AccessKey.isWellFormed(accessKey)) {
      throw new IllegalArgumentException(
          "an access key is 44 characters or empty: key=" + accessKey);
    }
    if (record instanceof DocumentRecord document) {
      return new Document(
          accessKey,
          AvroParts.read(document.getFacts()),
          document.getStatus(),
          document.getProduction(),
          flags(document.getFlags()));
    }
    if (record instanceof CancellationRecord cancellation) {
      return new Cancellation(
          accessKey,
          Cancellation.Form.valueOf(cancellation.getForm().name()),
          cancellation.getEventType(),
          cancellation.getStatus(),
          cancellation.getProduction(),
          AvroParts.orAbsent(cancellation.getRegisteredMs()));
    }
    return new OtherRecord(accessKey, ((OtherFiscalRecord) record).getType());
  }

  /** In one order, so that equal captures are equal bytes. */
  private static List<String> names(Set<Document.Flag> flags) {
    return flags.stream().sorted().map(Enum::name).toList();
  }

  /** A newer collector may know flags that we do not. */
  private static Set<Document.Flag> flags(List<String> names) {
    Set<Document.Flag> flags = EnumSet.noneOf(Document.Flag.class);
    for (Document.Flag flag : Document.Flag.values()) {
      if (names.contains(flag.name())) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
