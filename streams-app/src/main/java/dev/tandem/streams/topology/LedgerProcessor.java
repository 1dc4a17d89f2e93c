package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.wire.ExpiredFormat;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.QualityFormat.QualityCount;
import dev.tandem.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
 * partition's arrival watermark (section 6).
 */
final class LedgerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** The name under which the live side publishes its progress. */
  static final String ENGINE = "streams-app";

  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private final LiveSettings settings;
  private final LiveFormats formats;
  private final List<Metric> metrics;
  private final List<String> metricIds;
  private final Ledger ledger;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<byte[], byte[]> entries;
  private CountedMetrics counted;
  private PartitionPosition position;
  private PartitionWatermark watermark;
  private QualityTally quality;
  private Progress reported;

  LedgerProcessor(LiveSettings settings, LiveFormats formats) {
    this.settings = settings;
    this.formats = formats;
    this.metrics = settings.spec().counted();
    this.metricIds = metrics.stream().map(Metric::id).toList();
    this.ledger = new Ledger(settings.spec().maxFutureMs());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    entries = context.getStateStore(Names.LEDGER);
    counted = new CountedMetrics(context.getStateStore(Names.METRICS), metricIds);
    position = new PartitionPosition(context.getStateStore(Names.POSITION));
    watermark =
        new PartitionWatermark(
            context.getStateStore(Names.WATERMARKS), settings.spec().arrivalSlackMs());
    quality = new QualityTally(context.getStateStore(Names.QUALITY));
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
      take(mark, record.timestamp());
    } else {
      take((Capture) entry, record, place);
    }
  }

  private LogEntry read(Record<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new WireException("a record of the log has no value");
    }
    LogEntry entry = formats.log().read(record.value());
    if (entry instanceof Capture capture
        && !Arrays.equals(formats.log().key(capture), record.key())) {
      throw new WireException("a capture's record is keyed by another key than its own");
    }
    return entry;
  }

  private void take(Mark mark, long appendedMs) {
    if (mark.partitions() != settings.partitions()) {
      throw new IllegalStateException(
          "the log "
              + settings.topics().captures()
              + " has "
              + settings.partitions()
              + " partitions, but its collector wrote a mark for "
              + mark.partitions()
              + ": the number must never change. Collect into a new log.");
    }
    watermark.after(mark, appendedMs);
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
    byte[] stored = entries.get(record.key());
    LedgerValue before = stored == null ? LedgerValue.EMPTY : formats.ledger().read(stored);
    LedgerStep step = ledger.step(before.entry(), capture);
    entries.put(record.key(), formats.ledger().write(before.after(place.offset(), step.after())));
    quality.add(step.quality());
    for (int i = 0; i < metrics.size() && !step.changes().isEmpty(); i++) {
      send(i, step.changes(), capture, record);
    }
  }

  /**
   * Sends what changes in one metric: each change to the tallies, what has expired in one notice.
   */
  private void send(
      int metric, List<Change> changes, Capture capture, Record<byte[], byte[]> record) {
    String id = metricIds.get(metric);
    List<ExpiredChange> expired = new ArrayList<>();
    for (Change change : changes) {
      metrics
          .get(metric)
          .assign(change)
          .ifPresent(
              assignment -> {
                forwardCounted(id, assignment, record);
                expiredOf(assignment, change.contribution().arrivedMs()).ifPresent(expired::add);
              });
    }
    if (!expired.isEmpty()) {
      Expired notice =
          new Expired(
              id,
              capture.record().accessKey(),
              capture.row().toString(),
              ExpiredFormat.Reason.EXPIRED,
              expired);
      context.forward(record.withValue(formats.expired().write(notice)), Names.EXPIRED_SINK);
    }
  }

  private void forwardCounted(String metric, Assignment assignment, Record<byte[], byte[]> record) {
    List<Assignment.Judged> counted =
        assignment.windows().stream().filter(w -> w.verdict() != Verdict.EXPIRED).toList();
    if (!counted.isEmpty()) {
      byte[] key = TallyKeys.repartition(metric, assignment.dimensions());
      byte[] value = TallyChangeFormat.write(new TallyChange(assignment.measures(), counted));
      context.forward(record.withKey(key).withValue(value), Names.CONTRIBUTIONS_NODE);
    }
  }

  private static Optional<ExpiredChange> expiredOf(Assignment assignment, long arrivedMs) {
    List<Window> windows =
        assignment.windows().stream()
            .filter(w -> w.verdict() == Verdict.EXPIRED)
            .map(Assignment.Judged::window)
            .toList();
    return windows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ExpiredChange(
                assignment.dimensions(),
                windows,
                assignment.measures(),
                arrivedMs,
                Verdict.EXPIRED));
  }

  private void reject(
      Record<byte[], byte[]> record, RecordMetadata place, RejectReason reason, String detail) {
    String origin = place.topic() + '-' + place.partition() + '@' + place.offset();
    byte[] value = record.value() == null ? new byte[0] : record.value();
    Rejection rejection =
        new Rejection(origin, Digest.of(value).toString(), reason, detail, record.timestamp());
    context.forward(
        record.withKey(origin.getBytes(UTF_8)).withValue(formats.rejected().write(rejection)),
        Names.REJECTED_SINK);
  }

  private void report(long nowMs) {
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
                report(new Progress(ENGINE, partition, nextOffset, watermark.timeMs()), nowMs));
  }

  private void report(Progress progress, long nowMs) {
    if (!progress.equals(reported)) {
      reported = progress;
      context.forward(
          new Record<>(formats.progress().key(progress), formats.progress().write(progress), nowMs),
          Names.PROGRESS_SINK);
    }
  }
}
