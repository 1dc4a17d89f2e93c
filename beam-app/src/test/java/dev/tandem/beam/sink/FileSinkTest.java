package dev.tandem.beam.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistoryAnswerCoder;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileSinkTest {
  private static final long RUN_MS = 1_790_000_000_000L;
  private static final Spec SPEC =
      new SpecReader()
          .read(
              "test.yaml",
              """
              metrics:
                - name: by-model
                  time: issued
                  window: { tumbling: 1m }
                  dimensions: [issuer, model]
                  lateness: { live: 2h, history: 90d }
                  history: { accumulation: discarding }
              """);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void shouldWriteWhatABackfillSays(FileSink.Format format) throws IOException {
    Pipeline pipeline = pipeline();
    PCollection<HistoryAnswer> answers =
        pipeline.apply(
            Create.of(answer("55", -60_000, PaneInfo.ON_TIME_AND_ONLY_FIRING))
                .withCoder(HistoryAnswerCoder.INSTANCE));

    new FileSink(format, folder.toString(), 1)
        .write("Files", answers, settings(true), Run.at(RUN_MS));
    pipeline.run().waitUntilFinish();

    List<GenericRecord> found = read(format);
    assertThat(found).hasSize(1);
    GenericRecord pane = found.get(0);
    assertThat(text(pane, "metric")).isEqualTo(id());
    assertThat(text(pane, "name")).isEqualTo("by-model");
    assertThat(text(pane, "dimensions")).contains("issuer", "12345678000195", "model", "55");
    assertThat(text(pane, "windowStart")).isIn("-60000", "1969-12-31T23:59:00Z");
    assertThat(text(pane, "windowEnd")).isIn("0", "1970-01-01T00:00:00Z");
    assertThat(text(pane, "live")).isEqualTo(measures(1, 2, 3, 4));
    assertThat(text(pane, "late")).isEqualTo(measures(5, 6, 7, 8));
    assertThat(text(pane, "expired")).isEqualTo(measures(9, 10, 11, 12));
    assertThat(text(pane, "accumulation")).isEqualTo("discarding");
    assertThat(pane.get("run")).isEqualTo(RUN_MS);
    assertThat(pane.get("pane")).isEqualTo(0L);
    assertThat(text(pane, "timing")).isEqualTo("on_time");
    assertThat(files()).allSatisfy(file -> assertThat(file).startsWith("backfill-1790000000000-"));
  }

  @Test
  void shouldWriteAFileOfAStreamAfterItsInterval() throws IOException {
    Pipeline pipeline = pipeline();
    PCollection<HistoryAnswer> answers =
        pipeline.apply(
            TestStream.create(HistoryAnswerCoder.INSTANCE)
                .addElements(
                    answer("55", 0, PaneInfo.createPane(true, false, PaneInfo.Timing.EARLY, 0, -1)))
                .advanceProcessingTime(Duration.standardMinutes(2))
                .addElements(
                    answer("65", 0, PaneInfo.createPane(true, false, PaneInfo.Timing.EARLY, 0, -1)))
                .advanceProcessingTime(Duration.standardMinutes(2))
                .advanceWatermarkToInfinity());

    new FileSink(FileSink.Format.AVRO, folder.toString(), 60_000)
        .write("Files", answers, settings(false), Run.at(RUN_MS));
    pipeline.run().waitUntilFinish();

    assertThat(files())
        .containsExactly(
            "history-1790000000000-00000000-00000-of-00001.avro",
            "history-1790000000000-00000001-00000-of-00001.avro");
    assertThat(read(FileSink.Format.AVRO))
        .hasSize(2)
        .allSatisfy(pane -> assertThat(pane.get("expired")).isNull());
  }

  private static String text(GenericRecord pane, String field) {
    return pane.get(field).toString();
  }

  private static String measures(long documents, long cents, long cancelled, long cancelledCents) {
    return "{\"documents\": %d, \"valueCents\": %d, \"cancelled\": %d, \"cancelledValueCents\": %d}"
        .formatted(documents, cents, cancelled, cancelledCents);
  }

  private static String id() {
    return SPEC.counted().get(0).id();
  }

  private static HistorySettings settings(boolean bounded) {
    return new HistorySettings(
        SPEC.metrics(), SPEC.maxFutureMs(), new RegistryFormats("mock://file-sink", ""), bounded);
  }

  private static Pipeline pipeline() {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs("--runner=" + DirectRunner.class.getName()).create());
  }

  private static HistoryAnswer answer(String model, long startMs, PaneInfo pane) {
    return new HistoryAnswer(
        "",
        new CountKey(id(), List.of("12345678000195", model), new Window(startMs, startMs + 60_000)),
        new Tally(new Measures(1, 2, 3, 4), new Measures(5, 6, 7, 8), new Measures(9, 10, 11, 12)),
        pane);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private List<GenericRecord> read(FileSink.Format format) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    for (String file : files()) {
      Path path = folder.resolve(file);
      if (format == FileSink.Format.AVRO) {
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(path.toFile(), new GenericDatumReader<>())) {
          reader.forEach(records::add);
        }
      } else {
        try (ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(new LocalInput(path)).build()) {
          for (GenericRecord next = reader.read(); next != null; next = reader.read()) {
            records.add(next);
          }
        }
      }
    }
    return records;
  }
}
