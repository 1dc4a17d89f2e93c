package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Verdict;
import dev.tandem.streams.topology.TallyListener.Counting;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.CountFormat.Count;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds changes to the tallies and publishes before each commit those that changed (contract,
 * section 5). A tally that is zero in every part is gone, and a tombstone says so. A tally of a
 * window that is forgotten goes without a word: what was last published of it stays.
 */
final class TallyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(TallyProcessor.class);
  private static final Duration FORGET_EVERY = Duration.ofSeconds(1);
  private static final int MOST_FORGOTTEN = 10_000;

  private final LiveSettings settings;
  private final CountFormat counts;
  private final TallyListener listener;
  private ProcessorContext<byte[], byte[]> context;
  private TallyCells cells;
  private TallyMemory memory;
  private LiveSensors.OfTallies sensors;

  TallyProcessor(LiveSettings settings, CountFormat counts, TallyListener listener) {
    this.settings = settings;
    this.counts = counts;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    KeyValueStore<Bytes, byte[]> tallies = context.getStateStore(Names.TALLIES);
    cells = new TallyCells(tallies);
    memory =
        new TallyMemory(context.getStateStore(Names.TALLY_WATERMARKS), tallies, cells, settings);
    BeforeCommit beforeCommit = context.getStateStore(Names.TALLY_COMMIT);
    beforeCommit.attach(context, this::drain);
    sensors = LiveSensors.OfTallies.of(context.metrics(), context.taskId());
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, nowMs -> forget());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (LedgerWatermarkFormat.isOne(record.value())) {
      memory.hear(LedgerWatermarkFormat.read(record.value()));
      return;
    }
    add(record, TallyChangeFormat.read(record.value()));
    if (cells.isFull()) {
      cells.drainTo(this::publish);
    }
  }

  private void drain() {
    cells.drainTo(this::publish);
    memory.publish();
    forget();
  }

  private void forget() {
    LiveSensors.count(sensors.forgotten(), memory.forget(MOST_FORGOTTEN));
  }

  private void publish(TallyCells.Cell cell) {
    CountKey key = TallyKeys.parse(cell.key());
    byte[] count =
        cell.tally().isZero() ? null : counts.write(new Count(key, cell.tally(), cell.revised()));
    context.forward(new Record<>(counts.key(key), count, cell.timeMs()));
    if (cell.newlyRevised()) {
      sensors.revised().record();
    }
  }

  private void add(Record<byte[], byte[]> record, TallyChange change) {
    String metricId = TallyKeys.metric(record.key());
    Optional<Metric> metric = memory.metric(metricId);
    if (metric.isEmpty()) {
      // Left out of the spec while it was on its way: its tallies are deleted.
      return;
    }
    listener.counted(metricId, counting(change, record.timestamp()));
    boolean wanted = listener.wants(metricId);
    for (Assignment.Judged judged : change.windows()) {
      Bytes key = TallyKeys.tally(record.key(), judged.window());
      if (memory.isForgotten(metricId, judged.window())) {
        // A tally begun anew would say too little. See TallyMemory why this cannot be.
        LOG.error(
            "a change of {} came after it was forgotten, and is left out", TallyKeys.parse(key));
        sensors.afterwards().record();
        continue;
      }
      boolean closed = memory.wasClosed(metric.get(), judged.window());
      TallyCells.Cell cell =
          cells.add(key, judged.verdict(), change.measures(), closed, record.timestamp());
      if (wanted) {
        listener.changed(TallyKeys.parse(key), cell.tally(), cell.revised());
      }
    }
  }

  private static Counting counting(TallyChange change, long appendedMs) {
    int live = 0;
    for (Assignment.Judged judged : change.windows()) {
      live += judged.verdict() == Verdict.LIVE ? 1 : 0;
    }
    int late = change.windows().size() - live;
    int each = change.contributions();
    return new Counting(live * each, late * each, change.arrivedMs(), appendedMs);
  }

  @Override
  public void close() {
    sensors.remove();
  }
}
