package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
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
 * Adds changes to the tallies and says each tally that changed (contract, section 5). A tally that
 * is zero in every part is gone, and a tombstone says so. A tally of a window that is forgotten
 * goes without a word: what was last said of it stays said.
 */
final class TallyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(TallyProcessor.class);
  private static final Duration FORGET_EVERY = Duration.ofSeconds(1);
  private static final int MOST_FORGOTTEN = 10_000;

  private final LiveSettings settings;
  private final CountFormat counts;
  private final TallyListener listener;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> tallies;
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
    tallies = context.getStateStore(Names.TALLIES);
    memory = new TallyMemory(context.getStateStore(Names.TALLY_WATERMARKS), tallies, settings);
    sensors = LiveSensors.OfTallies.of(context.metrics(), context.taskId());
    context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, nowMs -> forget());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (LedgerWatermarkFormat.isOne(record.value())) {
      memory.hear(LedgerWatermarkFormat.read(record.value()));
      forget();
    } else {
      add(record, TallyChangeFormat.read(record.value()));
    }
  }

  private void forget() {
    LiveSensors.count(sensors.forgotten(), memory.forget(MOST_FORGOTTEN));
  }

  private void add(Record<byte[], byte[]> record, TallyChange change) {
    Optional<Metric> metric = memory.metric(TallyKeys.metric(record.key()));
    if (metric.isEmpty()) {
      // Left out of the spec while it was on its way: its tallies are deleted.
      return;
    }
    long live = change.windows().stream().filter(w -> w.verdict() == Verdict.LIVE).count();
    listener.counted(
        metric.get().id(),
        new Counting(
            (int) live,
            change.windows().size() - (int) live,
            change.arrivedMs(),
            record.timestamp()));
    for (Assignment.Judged judged : change.windows()) {
      CountKey key = TallyKeys.countKey(record.key(), judged.window());
      if (memory.isForgotten(key.metric(), judged.window())) {
        // A tally begun anew would say too little. See TallyMemory why this cannot be.
        LOG.error("a change of {} came after it was forgotten, and is left out", key);
        sensors.afterwards().record();
      } else {
        add(record, key, judged, change, metric.get());
      }
    }
  }

  private void add(
      Record<byte[], byte[]> record,
      CountKey key,
      Assignment.Judged judged,
      TallyChange change,
      Metric metric) {
    Bytes storeKey = TallyKeys.tally(record.key(), judged.window());
    byte[] stored = tallies.get(storeKey);
    StoredTally before = stored == null ? StoredTally.NONE : TallyFormat.read(stored);
    Tally tally = before.tally().plus(judged.verdict(), change.measures());
    boolean revised = before.revised() || memory.wasClosed(metric, judged.window());
    if (tally.isZero()) {
      tallies.delete(storeKey);
      context.forward(record.withKey(counts.key(key)).withValue(null));
    } else {
      tallies.put(storeKey, TallyFormat.write(new StoredTally(tally, revised)));
      byte[] count = counts.write(new Count(key, tally, revised));
      context.forward(record.withKey(counts.key(key)).withValue(count));
    }
    if (revised && !before.revised()) {
      sensors.revised().record();
    }
    listener.changed(key, tally, revised);
  }

  @Override
  public void close() {
    sensors.remove();
  }
}
