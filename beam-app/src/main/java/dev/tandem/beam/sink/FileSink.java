package dev.tandem.beam.sink;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistorySettings;
import java.util.Locale;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Files in a folder, one record for each pane. A backfill writes its files when it ends; a stream
 * begins one at a time, and a file appears when it is complete.
 *
 * @param folder a path, or a URI of a file system that Beam knows
 * @param everyMs how long a stream collects what goes into one file
 */
public record FileSink(Format format, String folder, long everyMs) implements AnswerSink {
  /** What a file is written in. */
  public enum Format {
    AVRO,
    PARQUET;

    /** As a sink and a file name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    FileIO.Sink<GenericRecord> sink() {
      return this == AVRO
          ? AvroIO.sink(PaneRecords.schema())
          : ParquetIO.sink(PaneRecords.schema());
    }
  }

  @Override
  public String text() {
    return format.text() + ':' + folder;
  }

  @Override
  public String kind() {
    return format == Format.AVRO ? "Avro" : "Parquet";
  }

  @Override
  public boolean upserts() {
    return false;
  }

  @Override
  public void prepare(boolean backfill) {
    // Folders are made by those who write files into them.
  }

  @Override
  public void write(
      String name, PCollection<HistoryAnswer> answers, HistorySettings settings, Run run) {
    FileIO.Write<Void, HistoryAnswer> files =
        FileIO.<HistoryAnswer>write()
            .via(Contextful.fn(new PaneRecords(settings, run)), format.sink())
            .to(folder)
            .withNaming(naming(settings.bounded() ? "backfill" : "history", run, format.text()));
    if (settings.bounded()) {
      answers.apply(name, files);
    } else {
      answers.apply(name + "/Collect", collected()).apply(name, files.withNumShards(1));
    }
  }

  /** No window but the global one: in another, an answer could be late, and be dropped. */
  private Window<HistoryAnswer> collected() {
    return Window.<HistoryAnswer>into(new GlobalWindows())
        .triggering(
            Repeatedly.forever(
                AfterProcessingTime.pastFirstElementInPane().plusDelayOf(Duration.millis(everyMs))))
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static FileIO.Write.FileNaming naming(String what, Run run, String suffix) {
    return (window, pane, shards, shard, compression) ->
        String.format(
            Locale.ROOT,
            "%s-%d%s-%05d-of-%05d.%s",
            what,
            run.ms(),
            pane.equals(PaneInfo.ON_TIME_AND_ONLY_FIRING) || pane.equals(PaneInfo.NO_FIRING)
                ? ""
                : String.format(Locale.ROOT, "-%08d", pane.getIndex()),
            shard,
            shards,
            suffix);
  }
}
