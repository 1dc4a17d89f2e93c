package dev.tandem.collector.stream;

import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.state.StreamPosition;
import dev.tandem.collector.table.XmlType;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Takes batches of changes into the log. A batch is marked as processed, which moves the slot, only
 * once the broker has all of it, and the position the slot is moved to: a crash in between delivers
 * it again and loses nothing.
 */
final class ChangeBatches
    implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
  private final ChangeDecoder decoder;
  private final MovedRows moved;
  private final RowCapturer capturer;
  private final HeartbeatLog log;
  private final StreamPosition position;
  private final LongConsumer heartbeatWritten;
  private volatile boolean delivered;
  private volatile RuntimeException failure;

  ChangeBatches(
      ChangeDecoder decoder,
      MovedRows moved,
      RowCapturer capturer,
      HeartbeatLog log,
      StreamPosition position,
      LongConsumer heartbeatWritten) {
    this.decoder = decoder;
    this.moved = moved;
    this.capturer = capturer;
    this.log = log;
    this.position = position;
    this.heartbeatWritten = heartbeatWritten;
  }

  /** Whether a batch has been taken in. */
  boolean delivered() {
    return delivered;
  }

  /** What kept a batch out of the log: no fault of the connection to the database. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batch,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    OptionalLong heartbeatMs;
    try {
      heartbeatMs = append(batch);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
    committer.markProcessed(batch.get(batch.size() - 1));
    committer.markBatchFinished();
    delivered = true;
    heartbeatMs.ifPresent(heartbeatWritten);
  }

  /** Returns the last heartbeat of the batch, which says what those before it said. */
  private OptionalLong append(List<RecordChangeEvent<SourceRecord>> batch) {
    OptionalLong heartbeatMs = OptionalLong.empty();
    // Side by side with the captures: only the slot has to wait for it.
    position.advance(ChangeDecoder.slotLsn(batch.get(batch.size() - 1).record()));
    for (RecordChangeEvent<SourceRecord> event : batch) {
      Change change = decoder.decode(event.record());
      if (change instanceof Change.RowWritten row) {
        capturer.capture(row.key(), row.xml(), row.type(), row.position(), row.arrival());
      } else if (change instanceof Change.RowMoved row && !row.key().readable()) {
        capturer.capture(row.key(), Optional.empty(), XmlType.TEXT, row.position(), row.arrival());
      } else if (change instanceof Change.RowMoved row) {
        moved
            .find(row.key().key())
            .ifPresent(
                found ->
                    capturer.capture(
                        row.key(), found.xml(), found.type(), row.position(), row.arrival()));
      } else if (change instanceof Change.HeartbeatReturned heartbeat) {
        heartbeatMs = OptionalLong.of(heartbeat.timeMs());
      }
    }
    if (heartbeatMs.isPresent()) {
      log.heartbeat(heartbeatMs.getAsLong());
    } else {
      log.flush();
    }
    position.flush();
    return heartbeatMs;
  }
}
