package dev.tandem.beam.pipeline;

import dev.tandem.counting.Lateness;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;

/** Gives the verdict in the window at hand (contract, section 4), where it is answered. */
final class VerdictFn extends DoFn<KV<AnswerKey, Addition>, KV<AnswerKey, Tally>> {
  private static final long serialVersionUID = 1L;

  private final Lateness lateness;
  private final boolean expiredToo;
  private final OutputWindows output;

  /**
   * @param expiredToo whether EXPIRED is part of the answer, as in a backfill
   */
  VerdictFn(Lateness lateness, boolean expiredToo, OutputWindows output) {
    this.lateness = lateness;
    this.expiredToo = expiredToo;
    this.output = output;
  }

  @ProcessElement
  public void process(
      @Element KV<AnswerKey, Addition> keyed,
      BoundedWindow beamWindow,
      OutputReceiver<KV<AnswerKey, Tally>> out) {
    Window window = SpecWindowFn.ofBeam((IntervalWindow) beamWindow);
    if (!output.include(window)) {
      return;
    }
    Addition addition = keyed.getValue();
    Verdict verdict = Verdict.of(window.endMs(), lateness, addition.arrivedMs());
    if (verdict != Verdict.EXPIRED || expiredToo) {
      out.output(KV.of(keyed.getKey(), Tally.ZERO.plus(verdict, addition.measures())));
    }
  }
}
