package dev.tandem.beam.progress;

import dev.tandem.beam.source.Reached;
import dev.tandem.beam.source.ReachedCoder;
import dev.tandem.wire.ProgressFormat;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Tells the watermark that has passed everything that is written, of the marks that the source has
 * read.
 *
 * <p>No element of what is written gets here, only its watermark: Beam joins it, as the minimum,
 * with that of the marks, and a timer is due when the minimum passes. What is written must be what
 * the writer takes, so that both are one stage in every runner: a stage's watermark moves on when
 * its bundle has ended, and the writer flushes before it ends.
 */
public final class AnswersProgress extends PTransform<PCollection<Reached>, PCollection<Reached>> {
  private static final long serialVersionUID = 1L;

  private final transient List<PCollection<?>> written;
  private final int partitions;

  /**
   * @param written what the writers take
   * @param partitions of the captures log
   */
  public AnswersProgress(List<PCollection<?>> written, int partitions) {
    this.written = List.copyOf(written);
    this.partitions = partitions;
  }

  @Override
  public PCollection<Reached> expand(PCollection<Reached> marks) {
    PCollectionList<Reached> joined = PCollectionList.of(marks);
    for (int i = 0; i < written.size(); i++) {
      joined = joined.and(nothing("Watermark" + i, written.get(i)));
    }
    return joined
        .apply("Least", Flatten.pCollections())
        .apply("Together", WithKeys.of(ProgressFormat.ALL_PARTITIONS))
        .setCoder(KvCoder.of(VarIntCoder.of(), ReachedCoder.INSTANCE))
        .apply("Passed", ParDo.of(new PassedFn(partitions)))
        .setCoder(ReachedCoder.INSTANCE);
  }

  private static <T> PCollection<Reached> nothing(String name, PCollection<T> of) {
    return of.apply(name, ParDo.of(new NothingFn<T>())).setCoder(ReachedCoder.INSTANCE);
  }

  /** Lets nothing through but the watermark. */
  private static final class NothingFn<T> extends DoFn<T, Reached> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {}
  }
}
