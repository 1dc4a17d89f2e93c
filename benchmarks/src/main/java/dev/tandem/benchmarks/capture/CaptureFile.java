package dev.tandem.benchmarks.capture;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Window;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of {@link LogRecord}s, read from its beginning. */
public final class CaptureFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path path;
  private final DataInputStream in;

  private CaptureFile(Path path, DataInputStream in) {
    this.path = path;
    this.in = in;
  }

  /** Opens it at its first record. */
  public static CaptureFile open(Path path) {
    try {
      return new CaptureFile(
          path,
          new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)));
    } catch (IOException e) {
      throw new BenchmarkException(path + " cannot be read: " + e, e);
    }
  }

  /** The next record; empty at the end. */
  public Optional<LogRecord> next() {
    try {
      byte[] key = new byte[in.readUnsignedShort()];
      in.readFully(key);
      byte[] value = new byte[in.readInt()];
      in.readFully(value);
      return Optional.of(new LogRecord(key, value, countKey()));
    } catch (EOFException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new BenchmarkException(path + " cannot be read: " + e, e);
    }
  }

  private Optional<CountKey> countKey() throws IOException {
    int dimensions = in.readByte();
    if (dimensions < 0) {
      return Optional.empty();
    }
    String metric = in.readUTF();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      values.add(in.readUTF());
    }
    return Optional.of(new CountKey(metric, values, new Window(in.readLong(), in.readLong())));
  }

  /** Writes a file anew. */
  static void write(Path path, Iterable<LogRecord> records) {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES))) {
      for (LogRecord each : records) {
        write(out, each);
      }
    } catch (IOException e) {
      throw new BenchmarkException(path + " cannot be written: " + e, e);
    }
  }

  private static void write(DataOutputStream out, LogRecord each) throws IOException {
    out.writeShort(each.key().length);
    out.write(each.key());
    out.writeInt(each.value().length);
    out.write(each.value());
    if (each.answered().isEmpty()) {
      out.writeByte(-1);
      return;
    }
    CountKey key = each.answered().get();
    out.writeByte(key.dimensions().size());
    out.writeUTF(key.metric());
    for (String value : key.dimensions()) {
      out.writeUTF(value);
    }
    out.writeLong(key.window().startMs());
    out.writeLong(key.window().endMs());
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new BenchmarkException(path + " cannot be closed: " + e, e);
    }
  }
}
