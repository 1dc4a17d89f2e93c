package dev.tandem.beam.pipeline;

import dev.tandem.counting.Tally;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Adds tallies up, part by part (contract, section 5). */
final class TallyFn extends CombineFn<Tally, Tally, Tally> {
  private static final long serialVersionUID = 1L;

  @Override
  public Tally createAccumulator() {
    return Tally.ZERO;
  }

  @Override
  public Tally addInput(Tally sum, Tally tally) {
    return sum.plus(tally);
  }

  @Override
  public Tally mergeAccumulators(Iterable<Tally> sums) {
    Tally merged = Tally.ZERO;
    for (Tally sum : sums) {
      merged = merged.plus(sum);
    }
    return merged;
  }

  @Override
  public Tally extractOutput(Tally sum) {
    return sum;
  }

  @Override
  public Coder<Tally> getAccumulatorCoder(CoderRegistry registry, Coder<Tally> input) {
    return TallyCoder.INSTANCE;
  }

  @Override
  public Coder<Tally> getDefaultOutputCoder(CoderRegistry registry, Coder<Tally> input) {
    return TallyCoder.INSTANCE;
  }
}
