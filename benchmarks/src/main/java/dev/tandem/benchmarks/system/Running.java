package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Child;
import dev.tandem.benchmarks.process.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A system's process, and its successors after a kill. Closing ends it. */
public final class Running implements AutoCloseable {
  /** Of every system. */
  public static final int HEAP_MB = 1024;

  private static final long ASK_EVERY_MS = 50;

  private final CountingSystem system;
  private final Place place;
  private final List<Path> collections = new ArrayList<>();
  private int life;
  private Child child;

  private Running(CountingSystem system, Place place) {
    this.system = system;
    this.place = place;
    this.child = launch();
  }

  /** Creates its topics and starts it. */
  public static Running start(CountingSystem system, Place place) throws InterruptedException {
    createTopics(place, system.topics(place));
    return new Running(system, place);
  }

  private static void createTopics(Place place, Collection<NewTopic> topics)
      throws InterruptedException {
    try (Admin admin = Admin.create(place.kafka())) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new BenchmarkException("topics cannot be created: " + e.getCause(), e);
    }
  }

  private Child launch() {
    life++;
    String name = system.name() + '-' + life;
    Path collection = place.logs().resolve(name + "-gc.log");
    collections.add(collection);
    Program program = system.program(place);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Programs.java(),
            "-Xmx" + HEAP_MB + "m",
            "-Xlog:gc:file=" + collection + "::filecount=0"));
    command.addAll(program.jvm());
    command.addAll(program.arguments());
    return Child.start(name, command, program.environment(), place.logs());
  }

  public CountingSystem system() {
    return system;
  }

  public Place place() {
    return place;
  }

  public long pid() {
    return child.pid();
  }

  /** Fails where it has ended by itself, with the end of its output. */
  public void check() {
    child.check();
  }

  /** Waits until it has something to go on from after a kill. */
  public void awaitCanGoOn(Duration patience) throws InterruptedException {
    long deadlineNs = System.nanoTime() + patience.toNanos();
    while (!system.canGoOn(place)) {
      check();
      if (System.nanoTime() - deadlineNs > 0) {
        throw child.failure("has no checkpoint after " + patience);
      }
      Thread.sleep(ASK_EVERY_MS);
    }
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    child.kill();
  }

  /**
   * Starts it again after a kill.
   *
   * @param withoutLocalState what can be had from elsewhere is deleted before
   */
  public void startAgain(boolean withoutLocalState) {
    Optional<Path> lost = withoutLocalState ? system.lost(place) : Optional.empty();
    lost.ifPresent(Folders::delete);
    child = launch();
  }

  /** The JVMs' logs of garbage collections, one per life. */
  public List<Path> collections() {
    return List.copyOf(collections);
  }

  @Override
  public void close() {
    child.close();
  }
}
