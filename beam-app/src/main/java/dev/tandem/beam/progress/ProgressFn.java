package dev.tandem.beam.progress;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.source.Reached;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.ProgressFormat.Progress;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Makes a record of {@code progress}. */
public final class ProgressFn extends DoFn<Reached, KV<byte[], byte[]>> {
  private static final long serialVersionUID = 1L;

  private final RegistryFormats registry;
  private transient ProgressFormat format;

  public ProgressFn(RegistryFormats registry) {
    this.registry = registry;
  }

  @Setup
  public void setup() {
    format = registry.progressFormat();
  }

  @ProcessElement
  public void process(@Element Reached reached, OutputReceiver<KV<byte[], byte[]>> out) {
    Progress progress =
        new Progress(
            HistoryPipeline.ENGINE,
            reached.partition(),
            reached.nextOffset(),
            reached.watermarkMs());
    out.output(KV.of(format.key(progress), format.write(progress)));
  }
}
