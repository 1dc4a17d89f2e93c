package dev.tandem.beam.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of a table of answers. */
record HistoryTable(String name) {
  private static final String KEY = "metric, window_start, window_end, dimensions";
  private static final List<String> PARTS = List.of("live", "late", "expired");
  private static final List<String> MEASURES =
      List.of("documents", "value_cents", "cancelled", "cancelled_value_cents");

  /** Named as the topics are. */
  static HistoryTable of(boolean backfill) {
    return new HistoryTable(backfill ? "history_backfill" : "history_counts");
  }

  String create() {
    return "create table if not exists "
        + name
        + " (metric text not null, name text not null, dimensions jsonb not null,"
        + " window_start timestamptz not null, window_end timestamptz not null, "
        + measures().stream()
            .map(column -> column + (column.startsWith("expired") ? " bigint" : " bigint not null"))
            .collect(Collectors.joining(", "))
        + ", run bigint not null, pane bigint not null, timing text not null,"
        + " primary key ("
        + KEY
        + "))";
  }

  /** Its parameters are in the order of {@link #columns}. */
  String upsert() {
    List<String> columns = columns();
    return "insert into "
        + name
        + " ("
        + String.join(", ", columns)
        + ") values ("
        + columns.stream()
            .map(column -> column.equals("dimensions") ? "?::jsonb" : "?")
            .collect(Collectors.joining(", "))
        + ") on conflict ("
        + KEY
        + ") do update set "
        + columns.subList(columns.indexOf("window_end") + 1, columns.size()).stream()
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "))
        + " where ("
        + name
        + ".run, "
        + name
        + ".pane) < (excluded.run, excluded.pane)";
  }

  static List<String> columns() {
    List<String> columns =
        new ArrayList<>(List.of("metric", "name", "dimensions", "window_start", "window_end"));
    columns.addAll(measures());
    columns.addAll(List.of("run", "pane", "timing"));
    return columns;
  }

  private static List<String> measures() {
    return PARTS.stream()
        .flatMap(part -> MEASURES.stream().map(measure -> part + '_' + measure))
        .toList();
  }
}
