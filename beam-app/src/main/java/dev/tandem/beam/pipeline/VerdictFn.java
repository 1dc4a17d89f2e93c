package dev.tandem.beam.pipeline;

import dev.tandem.counting.Lateness;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;

/** Gives the verdict in the window at hand (contract, section 4). */
final class VerdictFn extends DoFn<KV<AnswerKey, Addition>, KV<AnswerKey, Tally>> {
  private static final long serialVersionUID = 1L;

  private final Lateness lateness;
  private final boolean expiredToo;

  /**
   * @param expiredToo whether EXPIRED is part of the answer, as in a backfill
   */
  VerdictFn(Lateness lateness, boolean expiredToo) {
    this.lateness = lateness;
    this.expiredToo = expiredToo;
  }

  @ProcessElement
  public void process(
      @Element KV<AnswerKey, Addition> keyed,
      BoundedWindow window,
      OutputReceiver<KV<AnswerKey, Tally>> out) {
    Addition addition = keyed.getValue();
    Verdict verdict =
        Verdict.of(((IntervalWindow) window).end().getMillis(), lateness, addition.arrivedMs());
    if (verdict != Verdict.EXPIRED || expiredToo) {
      out.output(KV.of(keyed.getKey(), Tally.ZERO.plus(verdict, addition.measures())));
    }
  }
}
