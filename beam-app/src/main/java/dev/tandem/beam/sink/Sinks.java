package dev.tandem.beam.sink;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.spec.MetricSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.PCollection;

/**
 * Where a job's answers go.
 *
 * @param topics whether to {@code history-counts} or {@code history-backfill}
 */
public record Sinks(boolean topics, List<AnswerSink> others) {
  /** As {@code --sink} names the topics. */
  public static final String TOPICS = "kafka";

  public Sinks {
    others = List.copyOf(others);
  }

  /** As {@code --sink} gives them. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    if (topics) {
      texts.add(TOPICS);
    }
    others.forEach(sink -> texts.add(sink.text()));
    return texts;
  }

  /**
   * Refuses what cannot be: an upsert says all of its window, a discarding pane only what is new. A
   * backfill says each window once, which is both.
   *
   * @throws SinkException naming metric, sink and remedy
   */
  public void check(HistorySettings settings) {
    List<String> upserting = new ArrayList<>();
    if (topics) {
      upserting.add(TOPICS);
    }
    others.stream().filter(AnswerSink::upserts).forEach(sink -> upserting.add(sink.text()));
    for (MetricSpec metric : settings.metrics()) {
      if (!settings.bounded()
          && !upserting.isEmpty()
          && metric.history().accumulation() == MetricSpec.Accumulation.DISCARDING) {
        throw new SinkException(
            "metric "
                + metric.metric().name()
                + ": history.accumulation: discarding cannot go to --sink "
                + upserting.get(0)
                + ", where a later answer replaces an earlier one: make it accumulating, or write"
                + " files only (--sink avro:DIR or parquet:DIR)");
      }
    }
  }

  /** Makes them ready to be written to. */
  public void prepare(boolean backfill) {
    others.forEach(sink -> sink.prepare(backfill));
  }

  /** Writes answers to all of them but the topics. */
  public void writeOthers(PCollection<HistoryAnswer> answers, HistorySettings settings, Run run) {
    Map<String, Integer> ofAKind = new HashMap<>();
    for (AnswerSink sink : others) {
      int number = ofAKind.merge(sink.kind(), 1, Integer::sum);
      sink.write(sink.kind() + (number == 1 ? "" : number), answers, settings, run);
    }
  }
}
