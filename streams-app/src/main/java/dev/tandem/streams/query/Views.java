package dev.tandem.streams.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.streams.counts.Counted;
import dev.tandem.streams.instances.Staleness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shapes of the answers, as JSON. Instants are ISO 8601 in UTC, money is cents. */
final class Views {
  private Views() {}

  /** A metric and its spec. */
  record MetricView(
      String name,
      String id,
      String time,
      String window,
      List<String> dimensions,
      String where,
      String live,
      String history,
      String retention) {}

  /**
   * A window's answer. {@code closed}: every partition's arrival watermark has passed what is live
   * for it. {@code revised}: it changed after that.
   */
  record CountView(
      Map<String, String> dimensions,
      Instant start,
      Instant end,
      boolean closed,
      boolean revised,
      MeasuresView live,
      MeasuresView late,
      MeasuresView total) {}

  /** The four measures and the net figures. */
  record MeasuresView(
      long documents,
      long valueCents,
      long cancelled,
      long cancelledValueCents,
      long netDocuments,
      long netValueCents) {
    static MeasuresView of(Measures m) {
      return new MeasuresView(
          m.documents(),
          m.value(),
          m.cancelled(),
          m.cancelledValue(),
          m.netDocuments(),
          m.netValue());
    }
  }

  /**
   * The answers to a question about one metric. {@code stale}: what did not come from the instance
   * that counts it, only where a stale answer was allowed and there is any.
   */
  record CountsView(
      String metric,
      String id,
      List<CountView> counts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Staleness> stale) {}

  /** A count that has changed, in all its parts zero when it is gone. */
  record ChangeView(
      Map<String, String> dimensions,
      Instant start,
      Instant end,
      boolean revised,
      MeasuresView live,
      MeasuresView late,
      MeasuresView total) {
    static ChangeView of(Counted counted, Metric metric) {
      Window window = counted.key().window();
      Tally tally = counted.tally();
      return new ChangeView(
          Answers.dimensions(metric, counted.key().dimensions()),
          Instant.ofEpochMilli(window.startMs()),
          Instant.ofEpochMilli(window.endMs()),
          counted.revised(),
          MeasuresView.of(tally.live()),
          MeasuresView.of(tally.late()),
          MeasuresView.of(tally.total()));
    }
  }

  /** So many changes were left out, because they were not read in time. */
  record OverflowView(long dropped) {}

  /** Changes may have been missed, and why. */
  record GapView(String reason) {}

  /** From now on every change of so many instances is told. */
  record ReadyView(int instances) {}

  /** Captures by quality class; the reason only where the class has one. */
  record QualityView(
      String qualityClass,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason,
      long captures) {}

  /** A partition of the log. The watermark is null while it is undefined. */
  record ProgressView(int partition, long nextOffset, Optional<Instant> watermark) {}

  /** Where the live side stands. */
  record ProgressesView(
      String engine, int partitions, Optional<Instant> watermark, List<ProgressView> progress) {}

  /** What is wrong, as RFC 9457 has it. */
  record ProblemView(int status, String title, String detail) {}

  /** Whether the application runs. */
  record HealthView(String state) {}

  static CountView count(
      Map<String, String> dimensions, Window window, boolean closed, Counted counted) {
    Tally tally = counted.tally();
    return new CountView(
        dimensions,
        Instant.ofEpochMilli(window.startMs()),
        Instant.ofEpochMilli(window.endMs()),
        closed,
        counted.revised(),
        MeasuresView.of(tally.live()),
        MeasuresView.of(tally.late()),
        MeasuresView.of(tally.total()));
  }
}
