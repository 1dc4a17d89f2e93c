package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.CountFormat.Count;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds changes to the tallies and says each tally that changed (contract, section 5). A tally that
 * is zero in every part is gone, and a tombstone says so.
 */
final class TallyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private final CountFormat counts;
  private final TallyListener listener;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> tallies;

  TallyProcessor(CountFormat counts, TallyListener listener) {
    this.counts = counts;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    tallies = context.getStateStore(Names.TALLIES);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    TallyChange change = TallyChangeFormat.read(record.value());
    for (Assignment.Judged judged : change.windows()) {
      Bytes storeKey = TallyKeys.tally(record.key(), judged.window());
      byte[] stored = tallies.get(storeKey);
      StoredTally before = stored == null ? StoredTally.NONE : TallyFormat.read(stored);
      Tally tally = before.tally().plus(judged.verdict(), change.measures());
      StoredTally after = new StoredTally(tally, before.revised());
      CountKey key = TallyKeys.countKey(record.key(), judged.window());
      if (tally.isZero()) {
        tallies.delete(storeKey);
        context.forward(record.withKey(counts.key(key)).withValue(null));
      } else {
        tallies.put(storeKey, TallyFormat.write(after));
        context.forward(
            record
                .withKey(counts.key(key))
                .withValue(counts.write(new Count(key, tally, after.revised()))));
      }
      listener.changed(key, tally, after.revised());
    }
  }
}
