package dev.tandem.beam.state;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A stream's state directory: checkpoints, what made them, and working files. One process has it at
 * a time.
 */
public final class StateFolder implements AutoCloseable {
  /** The first one, 1, held passwords of Kafka's clients. */
  private static final String FORMAT = "2";

  private static final String MADE_BY = "made-by.";
  private static final String RUN = "run";
  private static final String SPOILED = "spoiled";

  private final Path folder;
  private final FileChannel lock;
  private final Optional<Path> newest;
  private final long runMs;

  private StateFolder(Path folder, FileChannel lock, Optional<Path> newest, long runMs) {
    this.folder = folder;
    this.lock = lock;
    this.newest = newest;
    this.runMs = runMs;
  }

  /**
   * Takes it over for another run.
   *
   * @param origin what the run would make state by; another than that which is there is refused
   * @param fresh whether to forget what is there
   * @param nowMs the clock's time; names the run unless an earlier one has a higher name
   * @throws StateException where it cannot be used
   */
  public static StateFolder open(Path folder, StateOrigin origin, boolean fresh, long nowMs) {
    try {
      OwnerOnly.createFolder(folder);
      FileChannel lock = lock(folder);
      try {
        return open(folder, lock, origin, fresh, nowMs);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StateException("--state-dir = " + folder + ": cannot be used: " + e, e);
    }
  }

  private static StateFolder open(
      Path folder, FileChannel lock, StateOrigin origin, boolean fresh, long nowMs)
      throws IOException {
    Properties known = read(folder);
    if (!known.isEmpty()) {
      // It is Tandem's, and may be of a version that left it open.
      OwnerOnly.takeFolder(folder);
      if (!fresh) {
        verify(folder, known, origin);
      }
    }
    Path checkpoints = checkpoints(folder);
    Optional<Path> newest = fresh ? Optional.empty() : Checkpoints.newest(checkpoints);
    Checkpoints.keepOnly(checkpoints, newest);
    Checkpoints.delete(work(folder));
    OwnerOnly.takeFolder(checkpoints);
    OwnerOnly.takeFolder(work(folder));
    long runMs = Math.max(nowMs, Long.parseLong(known.getProperty(RUN, "0")) + 1);
    Properties written = new Properties();
    written.setProperty("format", FORMAT);
    written.setProperty(RUN, Long.toString(runMs));
    origin.write(written, MADE_BY);
    write(folder, written);
    return new StateFolder(folder, lock, newest, runMs);
  }

  private static void verify(Path folder, Properties known, StateOrigin origin) {
    if (!FORMAT.equals(known.getProperty("format"))) {
      throw new StateException(
          "--state-dir = "
              + folder
              + ": its state has format "
              + known.getProperty("format")
              + ", which this version does not read: name another, or count anew with --fresh");
    }
    List<String> differences = StateOrigin.read(known, MADE_BY).differences(origin);
    if (!differences.isEmpty()) {
      throw new StateException(
          "--state-dir = "
              + folder
              + ": its state was made by another log, spec or sinks. "
              + String.join("; ", differences)
              + ". Name another, or forget it and count anew with --fresh");
    }
    Optional<String> spoiled = Optional.ofNullable(known.getProperty(SPOILED));
    if (spoiled.isPresent()) {
      throw new StateException(
          "--state-dir = "
              + folder
              + ": its state is wrong: "
              + spoiled.get()
              + ". Forget it and count anew with --fresh");
    }
  }

  /** What to go on from, if there is something. */
  public Optional<Path> newestCheckpoint() {
    return newest;
  }

  /** What the run is called: greater than every earlier run that had this directory. */
  public long runMs() {
    return runMs;
  }

  /** For files that nobody needs after the run. */
  public Path work() {
    return work(folder);
  }

  /** Makes sure that no run goes on from here. */
  public void spoil(String why) {
    try {
      Properties known = read(folder);
      known.setProperty(SPOILED, why);
      write(folder, known);
    } catch (IOException e) {
      throw new StateException("--state-dir = " + folder + ": cannot be written: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StateException("--state-dir = " + folder + ": cannot be given back: " + e, e);
    }
  }

  /** Where the checkpoints of a state directory are. */
  public static Path checkpoints(Path folder) {
    return folder.toAbsolutePath().resolve("checkpoints");
  }

  private static Path work(Path folder) {
    return folder.toAbsolutePath().resolve("work");
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(OwnerOnly.takeFile(folder.resolve("lock")), StandardOpenOption.WRITE);
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty();
    }
    if (lock.isEmpty()) {
      channel.close();
      throw new StateException(
          "--state-dir = "
              + folder
              + ": another process is running with it. End that one, or name another directory");
    }
    return channel;
  }

  private static Path file(Path folder) {
    return folder.resolve("state.properties");
  }

  private static Properties read(Path folder) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file(folder))) {
      try (Reader reader = Files.newBufferedReader(file(folder))) {
        properties.load(reader);
      } catch (IllegalArgumentException e) {
        throw new IOException(file(folder) + " is not what was written", e);
      }
    }
    return properties;
  }

  private static void write(Path folder, Properties properties) throws IOException {
    Path next = OwnerOnly.takeFile(folder.resolve("state.properties.next"));
    try (Writer writer = Files.newBufferedWriter(next)) {
      properties.store(writer, "The state of a Tandem history stream");
    }
    Files.move(
        next, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
