package dev.tandem.parity;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;

/** What a backfill has written to files and tables, each window once. */
final class SinkReader {
  private final Map<String, Metric> metrics = new HashMap<>();

  SinkReader(Spec spec) {
    spec.counted().forEach(metric -> metrics.put(metric.id(), metric));
  }

  SortedMap<CountKey, Tally> avro(Path folder) throws IOException {
    SortedMap<CountKey, Tally> found = new TreeMap<>();
    for (Path file : files(folder)) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        reader.forEach(pane -> take(pane, found));
      }
    }
    return found;
  }

  SortedMap<CountKey, Tally> parquet(Path folder) throws IOException {
    SortedMap<CountKey, Tally> found = new TreeMap<>();
    for (Path file : files(folder)) {
      try (ParquetReader<GenericRecord> reader =
          AvroParquetReader.<GenericRecord>builder(new org.apache.hadoop.fs.Path(file.toUri()))
              .build()) {
        for (GenericRecord pane = reader.read(); pane != null; pane = reader.read()) {
          take(pane, found);
        }
      }
    }
    return found;
  }

  SortedMap<CountKey, Tally> table(Connection connection) throws SQLException {
    SortedMap<CountKey, Tally> found = new TreeMap<>();
    for (Metric metric : metrics.values()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select *, (extract(epoch from window_start) * 1000)::bigint as start_ms,"
                      + " (extract(epoch from window_end) * 1000)::bigint as end_ms"
                      + dimensions(metric)
                      + " from history_backfill where metric = '"
                      + metric.id()
                      + "'")) {
        while (rows.next()) {
          found.put(
              key(metric, rows),
              new Tally(measures(rows, "live"), measures(rows, "late"), measures(rows, "expired")));
        }
      }
    }
    return found;
  }

  private static String dimensions(Metric metric) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < metric.dimensions().size(); i++) {
      columns.append(", dimensions->>'").append(metric.dimensions().get(i).text()).append("' as d");
      columns.append(i);
    }
    return columns.toString();
  }

  private static CountKey key(Metric metric, ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < metric.dimensions().size(); i++) {
      values.add(row.getString("d" + i));
    }
    return new CountKey(
        metric.id(), values, new Window(row.getLong("start_ms"), row.getLong("end_ms")));
  }

  private static Measures measures(ResultSet row, String part) throws SQLException {
    return new Measures(
        row.getLong(part + "_documents"),
        row.getLong(part + "_value_cents"),
        row.getLong(part + "_cancelled"),
        row.getLong(part + "_cancelled_value_cents"));
  }

  private void take(GenericRecord pane, SortedMap<CountKey, Tally> found) {
    Metric metric = metrics.get(pane.get("metric").toString());
    Map<String, String> named = new HashMap<>();
    ((Map<?, ?>) pane.get("dimensions"))
        .forEach((name, value) -> named.put(name.toString(), value.toString()));
    CountKey key =
        new CountKey(
            metric.id(),
            metric.dimensions().stream().map(dimension -> named.get(dimension.text())).toList(),
            new Window(ms(pane.get("windowStart")), ms(pane.get("windowEnd"))));
    Tally before =
        found.put(
            key,
            new Tally(measures(pane, "live"), measures(pane, "late"), measures(pane, "expired")));
    if (before != null) {
      throw new AssertionError("a backfill has said a window twice: " + key);
    }
  }

  /** Some readers make an instant of what is one. */
  private static long ms(Object time) {
    return time instanceof Instant instant ? instant.toEpochMilli() : (Long) time;
  }

  private static Measures measures(GenericRecord pane, String part) {
    GenericRecord measures = (GenericRecord) pane.get(part);
    return new Measures(
        (Long) measures.get("documents"),
        (Long) measures.get("valueCents"),
        (Long) measures.get("cancelled"),
        (Long) measures.get("cancelledValueCents"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
