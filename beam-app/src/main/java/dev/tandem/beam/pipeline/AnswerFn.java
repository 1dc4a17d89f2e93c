package dev.tandem.beam.pipeline;

import dev.tandem.beam.steps.Step;
import dev.tandem.beam.steps.StepCounter;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;

/** Writes on a tally what it is about. */
final class AnswerFn extends DoFn<KV<AnswerKey, Tally>, HistoryAnswer> {
  private static final long serialVersionUID = 1L;

  private final String metric;
  private final StepCounter said = new StepCounter(Step.PANES_SAID);

  AnswerFn(String metric) {
    this.metric = metric;
  }

  @ProcessElement
  public void process(
      @Element KV<AnswerKey, Tally> keyed,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<HistoryAnswer> out) {
    AnswerKey key = keyed.getKey();
    said.add(1);
    out.output(
        new HistoryAnswer(
            key.log(),
            new CountKey(
                metric,
                List.copyOf(key.dimensions()),
                SpecWindowFn.ofBeam((IntervalWindow) window)),
            keyed.getValue(),
            pane));
  }
}
