package dev.tandem.benchmarks.capture;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.spec.Spec;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all systems are given, encoded once: captures in order of arrival, with a heartbeat after
 * every {@link #HEARTBEAT_EVERY} of them.
 *
 * @param file see {@link CaptureFile}
 * @param captures in it
 * @param observable of them, that can be seen answered
 * @param marks in it, before they are copied to every partition
 * @param bytes of the captures' keys and values
 */
public record Captures(
    Path file, long seed, long captures, long observable, long marks, long bytes) {
  /** The metric whose windows show what is answered. */
  public static final String OBSERVED = "documents-by-issuer-minute";

  /** As a collector has it that beats each second while five hundred rows a second come. */
  static final int HEARTBEAT_EVERY = 500;

  /**
   * Makes them.
   *
   * @param rows generated; a row holds one capture or, rarely, several or none
   * @param partitions of the log
   * @param schemas of the registry that the systems use
   * @param file to write
   */
  public static Captures make(
      long seed, int rows, Spec spec, int partitions, Schemas schemas, Path file) {
    List<Capture> captures = GeneratedCaptures.make(seed, rows);
    Metric observed = spec.find(OBSERVED).orElseThrow().metric();
    List<Optional<CountKey>> windows = Observable.of(observed, captures);
    Encoding encoding = new Encoding(new LogFormat(schemas, "captures"), partitions);
    encoding.marks(captures.get(0).arrivedMs());
    for (int i = 0; i < captures.size(); i++) {
      encoding.add(captures.get(i), windows.get(i));
      // No heartbeat says that all is here that arrived with this one before its last twin is.
      if (i % HEARTBEAT_EVERY == HEARTBEAT_EVERY - 1) {
        encoding.mark(Mark.Kind.HEARTBEAT, captures.get(i).arrivedMs());
      }
    }
    CaptureFile.write(file, encoding.records);
    return new Captures(
        file,
        seed,
        captures.size(),
        windows.stream().filter(Optional::isPresent).count(),
        encoding.records.size() - captures.size(),
        encoding.bytes);
  }

  /** The records so far. */
  private static final class Encoding {
    private final LogFormat format;
    private final int partitions;
    private final List<LogRecord> records = new ArrayList<>();
    private long bytes;

    Encoding(LogFormat format, int partitions) {
      this.format = format;
      this.partitions = partitions;
    }

    void marks(long timeMs) {
      mark(Mark.Kind.SNAPSHOT_STARTED, timeMs);
      mark(Mark.Kind.SNAPSHOT_FINISHED, timeMs);
      mark(Mark.Kind.HEARTBEAT, timeMs);
    }

    void mark(Mark.Kind kind, long timeMs) {
      byte[] value = format.write(new Mark(GeneratedCaptures.SOURCE, kind, timeMs, partitions));
      records.add(new LogRecord(new byte[0], value, Optional.empty()));
    }

    void add(Capture capture, Optional<CountKey> window) {
      LogRecord each = new LogRecord(format.key(capture), format.write(capture), window);
      bytes += each.key().length + each.value().length;
      records.add(each);
    }
  }
}
