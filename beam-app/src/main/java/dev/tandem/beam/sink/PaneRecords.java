package dev.tandem.beam.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Makes an answer a record of a file: a pane, described by {@code history-pane.avsc}. */
final class PaneRecords implements SerializableFunction<HistoryAnswer, GenericRecord> {
  private static final long serialVersionUID = 1L;

  private final MetricNames metrics;
  private final boolean expiredToo;
  private final Run run;
  private transient Schema schema;

  PaneRecords(HistorySettings settings, Run run) {
    this.metrics = new MetricNames(settings.metrics());
    this.expiredToo = settings.bounded();
    this.run = run;
  }

  /** What a file's records are. */
  static Schema schema() {
    try (InputStream in = PaneRecords.class.getResourceAsStream("history-pane.avsc")) {
      return new Schema.Parser().parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public GenericRecord apply(HistoryAnswer answer) {
    if (schema == null) {
      schema = schema();
    }
    CountKey key = answer.key();
    GenericRecord pane = new GenericData.Record(schema);
    pane.put("metric", key.metric());
    pane.put("name", metrics.name(key));
    pane.put("dimensions", metrics.dimensions(key));
    pane.put("windowStart", key.window().startMs());
    pane.put("windowEnd", key.window().endMs());
    pane.put("live", measures(answer.tally().live()));
    pane.put("late", measures(answer.tally().late()));
    pane.put("expired", expiredToo ? measures(answer.tally().expired()) : null);
    pane.put("accumulation", metrics.accumulation(key));
    pane.put("run", run.ms());
    pane.put("pane", answer.pane().getIndex());
    pane.put("timing", answer.pane().getTiming().name().toLowerCase(Locale.ROOT));
    return pane;
  }

  private GenericRecord measures(Measures measures) {
    GenericRecord record = new GenericData.Record(schema.getField("live").schema());
    record.put("documents", measures.documents());
    record.put("valueCents", measures.value());
    record.put("cancelled", measures.cancelled());
    record.put("cancelledValueCents", measures.cancelledValue());
    return record;
  }
}
