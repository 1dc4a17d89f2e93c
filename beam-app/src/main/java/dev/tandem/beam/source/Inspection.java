package dev.tandem.beam.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.steps.Step;
import dev.tandem.beam.steps.StepCounter;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.WireException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.common.utils.Utils;

/**
 * Looks at a record of the log before it goes on to the ledger: marks have done their work, what
 * stands where no capture can is rejected with its place.
 */
final class Inspection {
  private final LogSource source;
  private final LogFormat log;
  private final RejectionFormat rejections;
  private final ReportedWidth width;
  private final StepCounter captures = new StepCounter(Step.CAPTURES_READ);
  private final StepCounter rejected = new StepCounter(Step.REJECTED);

  Inspection(LogSource source) {
    this.source = source;
    RegistryFormats registry = source.registry();
    this.log = registry.logFormat();
    this.rejections = registry.rejectionFormat();
    this.width = new ReportedWidth(source);
  }

  /**
   * Takes one record.
   *
   * @throws IllegalStateException where the log has been given other partitions
   */
  void take(
      int partition,
      long offset,
      long appendedMs,
      long watermarkMs,
      byte[] key,
      byte[] value,
      MultiOutputReceiver out) {
    Optional<Mark> mark = ArrivalTimestampPolicy.mark(log, key, value);
    if (mark.isPresent() && isOfThisLog(mark.get())) {
      out.get(SourceTags.MARKS).output(new Reached(partition, offset + 1, watermarkMs));
      return;
    }
    LogRecord record =
        new LogRecord(
            "", partition, offset, appendedMs, watermarkMs, value == null ? new byte[0] : value);
    if (key == null || value == null) {
      reject(record, RejectReason.BAD_CAPTURE, problem(mark, value), out);
      return;
    }
    int home = Utils.toPositive(Utils.murmur2(key)) % source.partitions();
    if (home != partition) {
      rejectElsewhere(key, record, home, out);
      return;
    }
    captures.add(1);
    out.get(SourceTags.CAPTURES).output(KV.of(LogRecord.ledgerKey("", key), record));
  }

  /** What is no capture of its key is that first, wherever it stands. */
  private void rejectElsewhere(byte[] key, LogRecord record, int home, MultiOutputReceiver out) {
    String problem = "a capture's record is keyed by another key than its own";
    try {
      if (log.read(record.value()) instanceof Capture capture
          && Arrays.equals(log.key(capture), key)) {
        reject(
            record,
            RejectReason.WRONG_PARTITION,
            "its key belongs to partition " + home + " of " + source.partitions(),
            out);
        return;
      }
    } catch (WireException e) {
      problem = e.getMessage();
    }
    reject(record, RejectReason.BAD_CAPTURE, problem, out);
  }

  private String problem(Optional<Mark> mark, byte[] value) {
    return mark.map(
            forged ->
                "a mark for "
                    + forged.partitions()
                    + " partitions, which neither the log ("
                    + source.partitions()
                    + ") nor a collector's state agrees with")
        .orElse("a record of the log has no " + (value == null ? "value" : "key"));
  }

  /** Whether a mark is for as many partitions as there are, rather than forged. */
  private boolean isOfThisLog(Mark mark) {
    if (mark.partitions() == source.partitions()) {
      return true;
    }
    if (width.hasChanged(mark.partitions())) {
      throw new IllegalStateException(
          "the log has "
              + source.partitions()
              + " partitions, but its collector wrote a mark for "
              + mark.partitions()
              + ": the number must never change. Collect into a new log.");
    }
    return false;
  }

  private void reject(
      LogRecord record, RejectReason reason, String detail, MultiOutputReceiver out) {
    String origin =
        source.registry().topics().captures() + '-' + record.partition() + '@' + record.offset();
    Rejection rejection =
        new Rejection(
            origin, Digest.of(record.value()).toString(), reason, detail, record.appendedMs());
    rejected.add(1);
    out.get(SourceTags.REJECTED).output(KV.of(origin.getBytes(UTF_8), rejections.write(rejection)));
  }
}
