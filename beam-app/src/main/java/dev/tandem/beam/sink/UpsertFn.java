package dev.tandem.beam.sink;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.HistoryFormat.History;
import dev.tandem.wire.HistoryFormat.Version;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Makes an upsert of an answer. Zero in every part is said too: a tombstone bears no version. */
final class UpsertFn extends DoFn<HistoryAnswer, KV<byte[], byte[]>> {
  private static final long serialVersionUID = 1L;

  private final RegistryFormats registry;
  private final String topic;
  private final Run run;
  private final boolean expiredToo;
  private transient HistoryFormat format;

  UpsertFn(RegistryFormats registry, String topic, Run run, boolean expiredToo) {
    this.registry = registry;
    this.topic = topic;
    this.run = run;
    this.expiredToo = expiredToo;
  }

  @Setup
  public void setup() {
    format = registry.historyFormat(topic);
  }

  @ProcessElement
  public void process(@Element HistoryAnswer answer, OutputReceiver<KV<byte[], byte[]>> out) {
    History history =
        new History(
            answer.key(),
            answer.tally(),
            expiredToo,
            new Version(run.ms(), answer.pane().getIndex()),
            answer.pane().getTiming().name().toLowerCase(Locale.ROOT));
    out.output(KV.of(format.key(answer.key()), format.write(history)));
  }
}
