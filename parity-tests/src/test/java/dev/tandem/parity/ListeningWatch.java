package dev.tandem.parity;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks all the time at what processes listen on: a port may be there for a moment only. */
final class ListeningWatch implements AutoCloseable {
  private static final long EVERY_MS = 200;

  private final Supplier<Map<Long, String>> programs;
  private final Set<Listening> seen = new TreeSet<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::look, "listening watch");
  private Optional<Exception> failure = Optional.empty();

  private ListeningWatch(Supplier<Map<Long, String>> programs) {
    this.programs = programs;
  }

  /**
   * Begins.
   *
   * @param programs those that run now, by process id
   */
  static ListeningWatch start(Supplier<Map<Long, String>> programs) {
    ListeningWatch watch = new ListeningWatch(programs);
    watch.thread.start();
    return watch;
  }

  /** A process and all that it has started; each is called by its jar, or else by its program. */
  static Map<Long, String> tree(ProcessHandle root) {
    Map<Long, String> tree = new TreeMap<>();
    tree.put(root.pid(), name(root));
    root.descendants().forEach(process -> tree.put(process.pid(), name(process)));
    return tree;
  }

  private static String name(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("-jar")) {
        return arguments[i + 1].replaceAll(".*/", "");
      }
    }
    return process.info().command().orElse("process").replaceAll(".*/", "");
  }

  /** All that was ever listened on. */
  synchronized Set<Listening> seen() throws Exception {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return new TreeSet<>(seen);
  }

  private void look() {
    try {
      while (!end.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
        add(Listening.of(programs.get()));
      }
    } catch (IOException | RuntimeException | InterruptedException e) {
      fail(e);
    }
  }

  private synchronized void add(Set<Listening> found) {
    seen.addAll(found);
  }

  private synchronized void fail(Exception e) {
    failure = Optional.of(e);
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    thread.join();
  }
}
