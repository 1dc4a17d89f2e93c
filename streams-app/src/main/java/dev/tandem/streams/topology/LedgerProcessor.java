package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.registry.RegistryException;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.QualityFormat.QualityCount;
import dev.tandem.wire.WireException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes captures into the ledger and sends what changed on its way with its verdicts: LIVE and LATE
 * to the tallies, EXPIRED to {@code captures-expired} (contract, sections 2 to 5). Marks move the
 * partition's arrival watermark, and the tallies are told of it (section 6).
 */
final class LedgerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** The name under which the live side publishes its progress. */
  static final String ENGINE = "streams-app";

  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private final LiveSettings settings;
  private final LiveFormats formats;
  private final CaptureStep step;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<byte[], byte[]> entries;
  private CountedMetrics counted;
  private PartitionPosition position;
  private PartitionWatermark watermark;
  private ToldWatermark told;
  private QualityTally quality;
  private Contributions contributions;
  private Optional<Record<byte[], byte[]>> untold;
  private LiveSensors.OfLedger sensors;
  private Progress reported;

  LedgerProcessor(LiveSettings settings, LiveFormats formats) {
    this.settings = settings;
    this.formats = formats;
    this.step = new CaptureStep(settings, formats);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    entries = context.getStateStore(Names.LEDGER);
    counted = new CountedMetrics(context.getStateStore(Names.METRICS), step.metricIds());
    position = new PartitionPosition(context.getStateStore(Names.POSITION));
    watermark =
        new PartitionWatermark(
            context.getStateStore(Names.WATERMARKS), settings.spec().arrivalSlackMs());
    told =
        new ToldWatermark(
            context.getStateStore(Names.TOLD), context.taskId().partition(), settings);
    quality = new QualityTally(context.getStateStore(Names.QUALITY));
    contributions = new Contributions();
    untold = Optional.empty();
    BeforeCommit beforeCommit = context.getStateStore(Names.LEDGER_COMMIT);
    beforeCommit.attach(context, this::drain);
    sensors = LiveSensors.OfLedger.of(context.metrics(), context.taskId());
    reported = null;
    context.schedule(REPORT_EVERY, PunctuationType.WALL_CLOCK_TIME, this::report);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    counted.countFrom(place.offset());
    position.after(place.offset());
    LogEntry entry;
    try {
      entry = read(record);
    } catch (WireException e) {
      reject(record, place, RejectReason.BAD_CAPTURE, e.getMessage());
      return;
    }
    if (entry instanceof Mark mark) {
      take(mark, record, place);
    } else {
      take((Capture) entry, record, place);
    }
  }

  private LogEntry read(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new WireException("a record of the log has no value");
    }
    LogEntry entry = formats.log().read(record.value());
    if (entry instanceof Mark && record.key() != null) {
      throw new WireException("a mark's record has a key");
    }
    if (entry instanceof Capture capture
        && !Arrays.equals(formats.log().key(capture), record.key())) {
      throw new WireException("a capture's record is keyed by another key than its own");
    }
    return entry;
  }

  private void take(Mark mark, Record<byte[], byte[]> record, RecordMetadata place) {
    if (mark.partitions() != settings.partitions()) {
      if (!settings.width().hasChanged(mark.partitions())) {
        reject(
            record,
            place,
            RejectReason.BAD_CAPTURE,
            "a mark for "
                + mark.partitions()
                + " partitions, which neither the log ("
                + settings.partitions()
                + ") nor a collector's state agrees with");
        return;
      }
      throw new IllegalStateException(
          "the log "
              + settings.topics().captures()
              + " has "
              + settings.partitions()
              + " partitions, but its collector wrote a mark for "
              + mark.partitions()
              + ": the number must never change. Collect into a new log.");
    }
    if (!watermark.after(mark, record.timestamp())) {
      sensors.marksIgnored().record();
    }
    tell(record.timestamp());
  }

  private void take(Capture capture, Record<byte[], byte[]> record, RecordMetadata place) {
    int partition = Utils.toPositive(Utils.murmur2(record.key())) % settings.partitions();
    if (partition != place.partition()) {
      reject(
          record,
          place,
          RejectReason.WRONG_PARTITION,
          "its key belongs to partition " + partition + " of " + settings.partitions());
      return;
    }
    LedgerValue before;
    try {
      before = step.read(Optional.ofNullable(entries.get(record.key())));
    } catch (RegistryException | KafkaException e) {
      // No fault of the capture: it would befall the next one too.
      throw e;
    } catch (RuntimeException e) {
      if (settings.onError() == OnError.STOP) {
        throw new CaptureFailedException(position(place), e);
      }
      reject(record, place, RejectReason.COUNT_FAILED, e.toString());
      return;
    }
    CaptureStep.Outcome outcome;
    try {
      outcome = step.take(capture, record, place, before, told.told());
    } catch (RegistryException | KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      // The capture's own fault, and at every start again: whoever wrote it must not end the side.
      reject(record, place, RejectReason.COUNT_FAILED, e.toString());
      return;
    }
    entries.put(record.key(), outcome.ledgerValue().get());
    quality.add(outcome.quality());
    for (CaptureStep.Contribution each : outcome.contributions()) {
      contributions.add(each.key(), each.change(), record.timestamp());
    }
    if (contributions.isFull()) {
      contributions.drainTo(this::contribute);
    }
    for (CaptureStep.Send send : outcome.sends()) {
      context.forward(send.record(), send.child());
    }
    LiveSensors.count(sensors.expired(), outcome.expired());
    LiveSensors.count(sensors.windowGone(), outcome.windowGone());
  }

  /** The tallies are told with the next commit, after all that the watermark covers. */
  private void tell(long timeMs) {
    told.tell(watermark.timeMs())
        .ifPresent(
            telling ->
                untold =
                    Optional.of(
                        new Record<>(
                            ToAllPartitions.KEY, LedgerWatermarkFormat.write(telling), timeMs)));
  }

  private void drain() {
    contributions.drainTo(this::contribute);
    untold.ifPresent(this::contribute);
    untold = Optional.empty();
    position.save();
    quality.save();
  }

  private void contribute(Record<byte[], byte[]> record) {
    context.forward(record, Names.CONTRIBUTIONS_NODE);
  }

  private void reject(
      Record<byte[], byte[]> record, RecordMetadata place, RejectReason reason, String detail) {
    String origin = position(place);
    byte[] value = record.value() == null ? new byte[0] : record.value();
    Rejection rejection =
        new Rejection(origin, Digest.of(value).toString(), reason, detail, record.timestamp());
    // Without its headers, which may be as large as a record can be.
    context.forward(
        new Record<>(
            origin.getBytes(UTF_8), formats.rejected().write(rejection), record.timestamp()),
        Names.REJECTED_SINK);
    sensors.rejected().record();
  }

  static String position(RecordMetadata place) {
    return place.topic() + '-' + place.partition() + '@' + place.offset();
  }

  private void report(long nowMs) {
    // Told already, but where a version that told nothing went before and no mark has come since.
    tell(nowMs);
    int partition = context.taskId().partition();
    quality
        .takeDirty()
        .forEach(
            (q, captures) -> {
              QualityCount count = new QualityCount(partition, q, captures);
              context.forward(
                  new Record<>(formats.quality().key(count), formats.quality().write(count), nowMs),
                  Names.QUALITY_SINK);
            });
    position
        .nextOffset()
        .ifPresent(
            nextOffset ->
                report(
                    new Progress(
                        ENGINE, partition, nextOffset, watermark.timeMs(), watermark.sourcesMs()),
                    nowMs));
  }

  private void report(Progress progress, long nowMs) {
    if (!progress.equals(reported)) {
      reported = progress;
      context.forward(
          new Record<>(formats.progress().key(progress), formats.progress().write(progress), nowMs),
          Names.PROGRESS_SINK);
    }
  }

  @Override
  public void close() {
    sensors.remove();
  }
}
