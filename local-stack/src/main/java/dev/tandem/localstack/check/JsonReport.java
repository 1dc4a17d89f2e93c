package dev.tandem.localstack.check;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Document.Flag;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A comparison in full as JSON: every opinion's numbers per metric, key, window and part, the
 * quality class of every row, the records found in it, and the counts per class; a line for each
 * window and row. Money is cents; times are ISO, in UTC; of a part that an opinion does not answer
 * there is nothing.
 */
public final class JsonReport {
  private final JsonGenerator json;
  private final Comparison comparison;
  private final Map<String, Metric> metrics = new HashMap<>();

  private JsonReport(JsonGenerator json, Comparison comparison, List<Metric> metrics) {
    this.json = json;
    this.comparison = comparison;
    metrics.forEach(metric -> this.metrics.put(metric.id(), metric));
  }

  /**
   * Writes a report and leaves the stream open.
   *
   * @param metrics that were compared
   * @param ranOn what opinions were made on, by their names, where there is something to say
   * @param rows the class of every row
   * @param notes what else is known of the rows
   */
  public static void write(
      OutputStream out,
      Comparison comparison,
      List<Metric> metrics,
      Map<String, String> ranOn,
      Iterable<RowClass> rows,
      RowNotes notes)
      throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      JsonReport report = new JsonReport(json, comparison, metrics);
      json.writeStartObject();
      report.writeSummary(ranOn);
      report.writeMetrics(metrics);
      report.writeQuality();
      report.writeRows(rows, notes);
      report.writeWindows();
      json.writeEndObject();
    }
  }

  private void writeSummary(Map<String, String> ranOn) throws IOException {
    json.writeBooleanField("agree", comparison.agrees());
    json.writeNumberField("windows-compared", comparison.windows().size());
    json.writeNumberField("verdicts-compared", comparison.verdicts());
    json.writeNumberField(
        "differences", comparison.differences().size() + comparison.qualityDifferences().size());
    json.writeArrayFieldStart("opinions");
    for (Opinion opinion : comparison.opinions()) {
      json.writeString(opinion.name());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("ran-on");
    for (Map.Entry<String, String> engine : ranOn.entrySet()) {
      json.writeStringField(engine.getKey(), engine.getValue());
    }
    json.writeEndObject();
  }

  private void writeMetrics(List<Metric> all) throws IOException {
    json.writeArrayFieldStart("metrics");
    for (Metric metric : all) {
      Lateness lateness = metric.lateness();
      json.writeStartObject();
      json.writeStringField("id", metric.id());
      json.writeStringField("name", metric.name());
      json.writeStringField("time", metric.time().text());
      json.writeStringField("window", metric.window().text());
      json.writeArrayFieldStart("dimensions");
      for (Dimension dimension : metric.dimensions()) {
        json.writeString(dimension.text());
      }
      json.writeEndArray();
      json.writeStringField("where", metric.where().text());
      json.writeNumberField("lateness-live-ms", lateness.liveMs());
      if (lateness.historyMs() == Lateness.UNBOUNDED) {
        json.writeStringField("lateness-history-ms", "unbounded");
      } else {
        json.writeNumberField("lateness-history-ms", lateness.historyMs());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeQuality() throws IOException {
    json.writeObjectFieldStart("quality");
    for (Opinion opinion : comparison.opinions()) {
      json.writeObjectFieldStart(opinion.name());
      for (Map.Entry<String, Long> count : opinion.quality().entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeRows(Iterable<RowClass> rows, RowNotes notes) throws IOException {
    json.writeArrayFieldStart("rows");
    for (RowClass row : rows) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeNumberField("row", row.rowId());
      writeUnlessEmpty("name", notes.name(row.rowId()));
      json.writeStringField("class", row.qualityClass());
      writeUnlessEmpty("reason", row.reason());
      json.writeArrayFieldStart("records");
      for (int i = 0; i < row.records().size(); i++) {
        writeRecord(row.records().get(i), notes.flags(row.rowId(), i));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeRecord(RowClass.Found found, Set<Flag> flags) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", found.kind());
    json.writeStringField("key", found.accessKey());
    json.writeStringField("class", found.qualityClass());
    writeUnlessEmpty("reason", found.reason());
    if (found.kind().equals("document")) {
      json.writeBooleanField("countable", found.reason().isEmpty());
      json.writeNumberField("value", found.valueCents());
      json.writeArrayFieldStart("flags");
      for (Flag flag : new TreeSet<>(flags)) {
        json.writeString(flag.name());
      }
      json.writeEndArray();
    } else if (found.kind().equals("cancellation")) {
      json.writeBooleanField("accepted", found.accepted());
    }
    if (found.registered().isPresent()) {
      json.writeStringField("registered", found.registered().get().toString());
    }
    json.writeEndObject();
  }

  private void writeUnlessEmpty(String field, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(field, value);
    }
  }

  private void writeWindows() throws IOException {
    json.writeArrayFieldStart("windows");
    for (CountKey key : comparison.windows()) {
      Metric metric = metrics.get(key.metric());
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("metric", metric == null ? key.metric() : metric.name());
      json.writeStringField("id", key.metric());
      json.writeObjectFieldStart("key");
      for (int i = 0; i < key.dimensions().size(); i++) {
        String dimension = metric == null ? Integer.toString(i) : metric.dimensions().get(i).text();
        json.writeStringField(dimension, key.dimensions().get(i));
      }
      json.writeEndObject();
      json.writeStringField("start", Instant.ofEpochMilli(key.window().startMs()).toString());
      json.writeStringField("end", Instant.ofEpochMilli(key.window().endMs()).toString());
      json.writeObjectFieldStart("numbers");
      for (Opinion opinion : comparison.opinions()) {
        writeNumbers(opinion, opinion.tally(key));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeNumbers(Opinion opinion, Tally tally) throws IOException {
    json.writeObjectFieldStart(opinion.name());
    for (Part part : opinion.parts()) {
      Measures measures = part.of(tally);
      json.writeObjectFieldStart(part.text());
      json.writeNumberField("documents", measures.documents());
      json.writeNumberField("value", measures.value());
      json.writeNumberField("cancelled", measures.cancelled());
      json.writeNumberField("cancelledValue", measures.cancelledValue());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
