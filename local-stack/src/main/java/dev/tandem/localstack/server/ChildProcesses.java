package dev.tandem.localstack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finding and ending the processes that run a server. */
final class ChildProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcesses.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ChildProcesses() {}

  /**
   * The running process whose id is the first line of a file. In a folder just locked that is one
   * an earlier run has left behind (its JVM was killed). Ids are used again, so the program must be
   * the expected one.
   *
   * @param program file name of the program, such as {@code postgres}
   */
  static Optional<ProcessHandle> running(Path pidFile, String program) {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .flatMap(ChildProcesses::pid)
          .flatMap(ProcessHandle::of)
          .filter(ProcessHandle::isAlive)
          .filter(process -> runs(process, program));
    } catch (IOException e) {
      throw new ServerException(pidFile + " cannot be read: check its permissions", e);
    }
  }

  /** Says that a process left behind is being ended. */
  static void announceEnd(Server server, ProcessHandle process) {
    LOG.warn("{} process {} was left behind by an earlier run: ending it", server, process.pid());
  }

  /** Sends SIGINT, which {@link ProcessHandle#destroy} (SIGTERM) cannot. */
  static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new ServerException("process " + process.pid() + " cannot be interrupted", e);
    }
  }

  /**
   * Waits until a process that was asked to end has ended. After a minute it and its children are
   * killed.
   *
   * @throws ServerException when even that does not end it
   */
  static void awaitEnd(Server server, ProcessHandle process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process);
    if (ends(process)) {
      return;
    }
    LOG.warn("{} process {} did not end within {}: killing it", server, process.pid(), PATIENCE);
    all.forEach(ProcessHandle::destroyForcibly);
    if (!ends(process)) {
      throw new ServerException(
          server + " process " + process.pid() + " cannot be ended: end it by hand");
    }
  }

  private static boolean ends(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new ServerException("waiting for process " + process.pid() + " failed", e);
    }
  }

  private static Optional<Long> pid(String line) {
    try {
      return Optional.of(Long.parseLong(line.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean runs(ProcessHandle process, String program) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().equals(program))
        .orElse(false);
  }
}
