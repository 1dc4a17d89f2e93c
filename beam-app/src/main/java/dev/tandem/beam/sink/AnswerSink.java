package dev.tandem.beam.sink;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistorySettings;
import org.apache.beam.sdk.values.PCollection;

/** Somewhere that answers go to, besides the history side's topics. */
public interface AnswerSink {
  /** As {@code --sink} gives it. */
  String text();

  /** What the transform is called. */
  String kind();

  /** Whether a later answer replaces an earlier one, so that each must hold all of its window. */
  boolean upserts();

  /**
   * Makes it ready to be written to, before the pipeline is submitted.
   *
   * @throws SinkException where it is not
   */
  void prepare(boolean backfill);

  /**
   * Writes answers.
   *
   * @param name of the transform
   * @param run whose answers they are
   */
  void write(String name, PCollection<HistoryAnswer> answers, HistorySettings settings, Run run);
}
