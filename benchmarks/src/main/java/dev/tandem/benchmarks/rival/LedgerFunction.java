package dev.tandem.benchmarks.rival;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.domain.Capture;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Takes captures into the ledger, by access key, and says what changes in which count. */
final class LedgerFunction
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1L;

  private final FlinkSettings settings;
  private transient LogFormat log;
  private transient LedgerFormat entries;
  private transient Ledger ledger;
  private transient CountChanges changes;
  private transient ValueState<byte[]> state;

  LedgerFunction(FlinkSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    Schemas schemas = settings.schemas();
    log = new LogFormat(schemas, settings.topics().captures());
    entries = new LedgerFormat(schemas, settings.topicPrefix() + "flink-documents");
    ledger = new Ledger(settings.maxFutureMs());
    changes = new CountChanges(settings.metrics());
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "document", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(
      Tuple2<String, byte[]> record, Context context, Collector<Tuple2<String, byte[]>> out)
      throws IOException {
    if (log.read(record.f1) instanceof Capture capture) {
      byte[] stored = state.value();
      LedgerEntry before = stored == null ? LedgerEntry.EMPTY : entries.read(stored);
      LedgerStep step = ledger.step(before, capture);
      // Identities seen are not kept: they tell quality, which this program does not answer.
      LedgerEntry after = DocumentState.withoutSeen(step.after());
      if (!after.equals(before)) {
        state.update(entries.write(after));
      }
      changes.tell(
          step.changes(),
          (count, addition) -> out.collect(Tuple2.of(count, TallyBytes.write(addition))));
    }
  }
}
