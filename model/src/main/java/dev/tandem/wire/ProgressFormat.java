package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.wire.avro.ProgressRecord;
import java.util.Map;
import java.util.TreeMap;

/** The records of {@code progress}, keyed {@code engine/partition}. Thread-safe. */
public final class ProgressFormat {
  /**
   * In the place of a partition: how far an engine's answers are, which may be behind what it has
   * read. Every capture that it read under a lower watermark has been taken into its windows.
   */
  public static final int ALL_PARTITIONS = -1;

  private final AvroFormat<ProgressRecord> format;

  /**
   * How far an engine is in a partition of the log.
   *
   * @param partition or {@link #ALL_PARTITIONS}
   * @param nextOffset 0 for all partitions
   * @param watermarkMs arrival watermark, or {@link ArrivalWatermark#UNDEFINED}
   * @param sourcesMs the same of each source that is not retired, where the engine tells
   */
  public record Progress(
      String engine,
      int partition,
      long nextOffset,
      long watermarkMs,
      Map<String, Long> sourcesMs) {
    public Progress {
      sourcesMs = Map.copyOf(sourcesMs);
    }

    /** Of an engine that does not tell sources apart. */
    public Progress(String engine, int partition, long nextOffset, long watermarkMs) {
      this(engine, partition, nextOffset, watermarkMs, Map.of());
    }
  }

  public ProgressFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, ProgressRecord.getClassSchema());
  }

  public byte[] key(Progress progress) {
    return (progress.engine() + '/' + progress.partition()).getBytes(UTF_8);
  }

  public byte[] write(Progress progress) {
    Map<String, Long> sources = new TreeMap<>();
    progress.sourcesMs().forEach((source, ms) -> sources.put(source, nullable(ms)));
    return format.encode(
        new ProgressRecord(
            progress.engine(),
            progress.partition(),
            progress.nextOffset(),
            nullable(progress.watermarkMs()),
            sources));
  }

  private static Long nullable(long watermarkMs) {
    return watermarkMs == ArrivalWatermark.UNDEFINED ? null : Long.valueOf(watermarkMs);
  }

  private static long orUndefined(Long watermarkMs) {
    return watermarkMs == null ? ArrivalWatermark.UNDEFINED : watermarkMs;
  }

  public Progress read(byte[] value) {
    return format.decode(value, ProgressFormat::progress);
  }

  private static Progress progress(ProgressRecord progress) {
    Map<String, Long> sourcesMs = new TreeMap<>();
    progress.getSources().forEach((source, ms) -> sourcesMs.put(source, orUndefined(ms)));
    return new Progress(
        progress.getEngine(),
        progress.getPartition(),
        progress.getNextOffset(),
        orUndefined(progress.getWatermarkMs()),
        sourcesMs);
  }
}
