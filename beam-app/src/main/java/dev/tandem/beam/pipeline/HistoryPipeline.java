package dev.tandem.beam.pipeline;

import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.spec.Firing;
import dev.tandem.spec.MetricSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/**
 * The history side, between its source and its sinks:
 *
 * <pre>
 * captures -> Ledger -> (metric: Window -> Verdict -> Tally) -> answers
 *                |
 *                +-> captures-expired, captures-rejected
 * </pre>
 */
public final class HistoryPipeline {
  /** The name under which the history side speaks where the live side does too. */
  public static final String ENGINE = "beam-app";

  /**
   * How much longer than its history a window is kept. Nothing of the window comes after its
   * history (the ledger sees to that), but clocks of bundles may differ; Beam's own dropping must
   * never be the one that decides.
   */
  private static final Duration SLACK = Duration.standardDays(1);

  /** For ever, as far as Beam's time goes. */
  private static final Duration UNBOUNDED = Duration.standardDays(365L * 100_000);

  private HistoryPipeline() {}

  /**
   * What the pipeline says.
   *
   * @param expired what came too late, or for a window that may be forgotten, by access key ({@code
   *     captures-expired})
   * @param rejected what cannot be read, by its place in the log
   */
  public record Outputs(
      PCollection<HistoryAnswer> answers,
      PCollection<KV<byte[], byte[]>> expired,
      PCollection<KV<byte[], byte[]>> rejected) {

    /** The same, kept before anything reads it: whoever reads it again reads the same. */
    public Outputs settled() {
      return new Outputs(
          answers.apply("Settled/Answers", Reshuffle.viaRandomKey()),
          expired.apply("Settled/Expired", Reshuffle.viaRandomKey()),
          rejected.apply("Settled/Rejected", Reshuffle.viaRandomKey()));
    }
  }

  /**
   * Counts captures.
   *
   * @param captures by {@link LogRecord#ledgerKey}, in the global window; without marks
   */
  public static Outputs count(
      PCollection<KV<byte[], LogRecord>> captures, HistorySettings settings) {
    captures.setCoder(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE));
    TupleTagList others = TupleTagList.of(HistoryTags.EXPIRED);
    for (MetricSpec metric : settings.metrics()) {
      others = others.and(HistoryTags.additions(metric.metric()));
    }
    PCollectionTuple said =
        captures.apply(
            "Ledger",
            ParDo.of(new LedgerFn(settings)).withOutputTags(HistoryTags.REJECTED, others));
    KvCoder<byte[], byte[]> bytes = KvCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of());
    List<PCollection<HistoryAnswer>> answers = new ArrayList<>();
    for (MetricSpec metric : settings.metrics()) {
      answers.add(answers(said.get(HistoryTags.additions(metric.metric())), metric, settings));
    }
    return new Outputs(
        PCollectionList.of(answers).apply("Answers", Flatten.pCollections()),
        said.get(HistoryTags.EXPIRED).setCoder(bytes),
        said.get(HistoryTags.REJECTED).setCoder(bytes));
  }

  private static PCollection<HistoryAnswer> answers(
      PCollection<KV<AnswerKey, Addition>> additions, MetricSpec spec, HistorySettings settings) {
    Metric metric = spec.metric();
    return additions
        .setCoder(KvCoder.of(AnswerKeyCoder.INSTANCE, AdditionCoder.INSTANCE))
        .apply(metric.id() + "/Window", window(spec, settings.bounded()))
        .apply(
            metric.id() + "/Verdict",
            ParDo.of(new VerdictFn(metric.lateness(), settings.bounded(), settings.output())))
        .setCoder(KvCoder.of(AnswerKeyCoder.INSTANCE, TallyCoder.INSTANCE))
        .apply(metric.id() + "/Tally", Combine.perKey(new TallyFn()))
        .apply(metric.id() + "/Answer", ParDo.of(new AnswerFn(metric.id())))
        .setCoder(HistoryAnswerCoder.INSTANCE)
        .apply(metric.id() + "/Global", global());
  }

  /**
   * One trigger for all, that of the marks: metrics whose panes fire by other rules cannot be
   * flattened.
   */
  private static Window<HistoryAnswer> global() {
    return Window.<HistoryAnswer>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static Window<KV<AnswerKey, Addition>> window(MetricSpec spec, boolean bounded) {
    MetricSpec.History history = spec.history();
    Window<KV<AnswerKey, Addition>> window =
        Window.<KV<AnswerKey, Addition>>into(new SpecWindowFn(spec.metric().window()))
            // A backfill says each window once, at its end, whatever the spec says of panes.
            .triggering(bounded ? DefaultTrigger.of() : trigger(history))
            // Where the watermark passes end and lateness at once, an empty pane would follow the
            // right one and overwrite it.
            .withOnTimeBehavior(Window.OnTimeBehavior.FIRE_IF_NON_EMPTY)
            .withAllowedLateness(
                allowedLateness(spec.metric().lateness()),
                Window.ClosingBehavior.FIRE_IF_NON_EMPTY);
    return history.accumulation() == MetricSpec.Accumulation.ACCUMULATING
        ? window.accumulatingFiredPanes()
        : window.discardingFiredPanes();
  }

  private static Trigger trigger(MetricSpec.History history) {
    return AfterWatermark.pastEndOfWindow()
        .withEarlyFirings(again(history.early()))
        .withLateFirings(again(history.late()));
  }

  private static Trigger.OnceTrigger again(Firing firing) {
    if (firing instanceof Firing.Every every) {
      return AfterPane.elementCountAtLeast(every.changes());
    }
    return AfterProcessingTime.pastFirstElementInPane()
        .plusDelayOf(Duration.millis(((Firing.After) firing).delayMs()));
  }

  /** How long after its end a stream keeps a window, by the watermark; empty for ever. */
  public static OptionalLong keptForMs(Lateness lateness) {
    return lateness.historyMs() >= UNBOUNDED.getMillis()
        ? OptionalLong.empty()
        : OptionalLong.of(lateness.historyMs() + SLACK.getMillis());
  }

  private static Duration allowedLateness(Lateness lateness) {
    return Duration.millis(keptForMs(lateness).orElse(UNBOUNDED.getMillis()));
  }
}
