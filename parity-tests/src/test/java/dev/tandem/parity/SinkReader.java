package dev.tandem.parity;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.Spec;
import dev.tandem.wire.HistoryFormat.Version;
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

/** What the history side has written to files and tables. */
final class SinkReader {
  private final Map<String, Metric> metrics = new HashMap<>();

  SinkReader(Spec spec) {
    spec.counted().forEach(metric -> metrics.put(metric.id(), metric));
  }

  /** A pane that is accumulating, as it was said. */
  record Said(CountKey key, Version version, Tally tally) {}

  /** Of a backfill, which says each window once. */
  static SortedMap<CountKey, Tally> once(List<Said> all) {
    SortedMap<CountKey, Tally> found = new TreeMap<>();
    for (Said said : all) {
      if (found.put(said.key(), said.tally()) != null) {
        throw new AssertionError("a backfill has said a window twice: " + said.key());
      }
    }
    return found;
  }

  /** Of a stream: of each window what was said with the highest version. */
  static SortedMap<CountKey, Said> highest(List<Said> all) {
    SortedMap<CountKey, Said> highest = new TreeMap<>();
    for (Said said : all) {
      highest.merge(said.key(), said, (a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b);
    }
    return highest;
  }

  List<Said> avro(Path folder) throws IOException {
    List<Said> found = new ArrayList<>();
    for (Path file : files(folder)) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        reader.forEach(pane -> found.add(said(pane)));
      }
    }
    return found;
  }

  List<Said> parquet(Path folder) throws IOException {
    List<Said> found = new ArrayList<>();
    for (Path file : files(folder)) {
      try (ParquetReader<GenericRecord> reader =
          AvroParquetReader.<GenericRecord>builder(new org.apache.hadoop.fs.Path(file.toUri()))
              .build()) {
        for (GenericRecord pane = reader.read(); pane != null; pane = reader.read()) {
          found.add(said(pane));
        }
      }
    }
    return found;
  }

  List<Said> table(Connection connection, String table) throws SQLException {
    List<Said> found = new ArrayList<>();
    for (Metric metric : metrics.values()) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select *, (extract(epoch from window_start) * 1000)::bigint as start_ms,"
                      + " (extract(epoch from window_end) * 1000)::bigint as end_ms"
                      + dimensions(metric)
                      + " from "
                      + table
                      + " where metric = '"
                      + metric.id()
                      + "'")) {
        while (rows.next()) {
          found.add(
              new Said(
                  key(metric, rows),
                  new Version(rows.getLong("run"), rows.getLong("pane")),
                  new Tally(
                      measures(rows, "live"), measures(rows, "late"), measures(rows, "expired"))));
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

  private Said said(GenericRecord pane) {
    Metric metric = metrics.get(pane.get("metric").toString());
    Map<String, String> named = new HashMap<>();
    ((Map<?, ?>) pane.get("dimensions"))
        .forEach((name, value) -> named.put(name.toString(), value.toString()));
    CountKey key =
        new CountKey(
            metric.id(),
            metric.dimensions().stream().map(dimension -> named.get(dimension.text())).toList(),
            new Window(ms(pane.get("windowStart")), ms(pane.get("windowEnd"))));
    return new Said(
        key,
        new Version((Long) pane.get("run"), (Long) pane.get("pane")),
        new Tally(measures(pane, "live"), measures(pane, "late"), measures(pane, "expired")));
  }

  /** Some readers make an instant of what is one. */
  private static long ms(Object time) {
    return time instanceof Instant instant ? instant.toEpochMilli() : (Long) time;
  }

  private static Measures measures(GenericRecord pane, String part) {
    GenericRecord measures = (GenericRecord) pane.get(part);
    if (measures == null) {
      return Measures.ZERO;
    }
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
