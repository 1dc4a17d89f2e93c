package dev.tandem.parity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.counting.Measures;
import dev.tandem.localstack.check.FolderFacts;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.check.TestDatabase;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Live and late counts of a folder's documents by metric, window and key, for comparison. */
final class Untransformed {
  private Untransformed() {}

  /** By SQL. */
  static SortedMap<String, Long> counts(Path folder) throws IOException, SQLException {
    Spec spec = new SpecReader().readDefault();
    SortedMap<String, Long> counts = new TreeMap<>();
    try (Connection connection = TestDatabase.connect("untransformed")) {
      FolderFacts.load(connection, folder, "plain", "found", note -> {});
      SqlOpinion.of(connection, "found", spec)
          .tallies()
          .forEach(
              (key, tally) -> {
                String window =
                    key.metric() + Instant.ofEpochMilli(key.window().startMs()) + key.dimensions();
                put(counts, window + " live", tally.live());
                put(counts, window + " late", tally.late());
              });
    }
    return counts;
  }

  private static void put(SortedMap<String, Long> counts, String part, Measures measures) {
    put(counts, part + " documents", measures.documents());
    put(counts, part + " value", measures.value());
    put(counts, part + " cancelled", measures.cancelled());
    put(counts, part + " cancelledValue", measures.cancelledValue());
  }

  /** By a column of a check. */
  static SortedMap<String, Long> counts(JsonNode report, String column) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (JsonNode window : report.get("windows")) {
      List<String> key = new ArrayList<>();
      window.get("key").forEach(value -> key.add(value.asText()));
      String name = window.get("id").asText() + window.get("start").asText() + key;
      for (String part : new String[] {"live", "late"}) {
        JsonNode numbers = window.get("numbers").get(column).path(part);
        numbers
            .properties()
            .forEach(
                number ->
                    put(
                        counts,
                        name + " " + part + " " + number.getKey(),
                        number.getValue().asLong()));
      }
    }
    return counts;
  }

  private static void put(SortedMap<String, Long> counts, String name, long value) {
    if (value != 0) {
      counts.put(name, value);
    }
  }
}
