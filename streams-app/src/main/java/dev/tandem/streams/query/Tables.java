package dev.tandem.streams.query;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Metric;
import dev.tandem.streams.query.Views.CountView;
import dev.tandem.streams.query.Views.CountsView;
import dev.tandem.streams.query.Views.MeasuresView;
import dev.tandem.streams.query.Views.MetricView;
import dev.tandem.streams.query.Views.ProgressesView;
import dev.tandem.streams.query.Views.QualityView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The answers that are tables. Columns are named as the fields of the JSON are. */
final class Tables {
  private static final List<String> MEASURES =
      List.of(
          "documents",
          "valueCents",
          "cancelled",
          "cancelledValueCents",
          "netDocuments",
          "netValueCents");

  private Tables() {}

  static Table counts(Metric metric, CountsView view) {
    List<String> header =
        new ArrayList<>(metric.dimensions().stream().map(Dimension::text).toList());
    header.addAll(List.of("start", "end", "closed", "revised"));
    for (String part : List.of("live", "late", "total")) {
      MEASURES.forEach(measure -> header.add(part + '.' + measure));
    }
    return new Table(header, view.counts().stream().map(Tables::row).toList());
  }

  private static List<String> row(CountView count) {
    List<String> row = new ArrayList<>(count.dimensions().values());
    row.add(count.start().toString());
    row.add(count.end().toString());
    row.add(String.valueOf(count.closed()));
    row.add(String.valueOf(count.revised()));
    for (MeasuresView part : List.of(count.live(), count.late(), count.total())) {
      row.add(String.valueOf(part.documents()));
      row.add(String.valueOf(part.valueCents()));
      row.add(String.valueOf(part.cancelled()));
      row.add(String.valueOf(part.cancelledValueCents()));
      row.add(String.valueOf(part.netDocuments()));
      row.add(String.valueOf(part.netValueCents()));
    }
    return row;
  }

  static Table metrics(List<MetricView> metrics) {
    return new Table(
        List.of(
            "name", "id", "time", "window", "dimensions", "where", "live", "history", "retention"),
        metrics.stream()
            .map(
                m ->
                    List.of(
                        m.name(),
                        m.id(),
                        m.time(),
                        m.window(),
                        String.join(" ", m.dimensions()),
                        m.where(),
                        m.live(),
                        m.history(),
                        m.retention()))
            .toList());
  }

  static Table quality(List<QualityView> quality) {
    return new Table(
        List.of("qualityClass", "reason", "captures"),
        quality.stream()
            .map(q -> List.of(q.qualityClass(), q.reason(), String.valueOf(q.captures())))
            .toList());
  }

  static Table progress(ProgressesView progress) {
    return new Table(
        List.of("partition", "nextOffset", "watermark"),
        progress.progress().stream()
            .map(
                p ->
                    List.of(
                        String.valueOf(p.partition()),
                        String.valueOf(p.nextOffset()),
                        p.watermark().map(Instant::toString).orElse("")))
            .toList());
  }
}
