package dev.tandem.collector;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the collectors of all sources side by side. One that fails for good ends alone; the others
 * go on.
 */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** What is done for a source; in a test, something else. */
  @FunctionalInterface
  interface Work {
    void run(CollectorSettings settings, Progress progress, StopSignal stop)
        throws InterruptedException;
  }

  private final Map<CollectorSettings, Progress> sources = new LinkedHashMap<>();
  private final StopSignal stop;
  private final Work work;
  private final Map<String, RuntimeException> failures = new LinkedHashMap<>();

  /**
   * A supervisor.
   *
   * @param sources each with where its progress is told
   * @param stop ends all of them
   */
  Supervisor(Map<CollectorSettings, Progress> sources, StopSignal stop, Work work) {
    this.sources.putAll(sources);
    this.stop = stop;
    this.work = work;
  }

  /** Real collectors. */
  static Supervisor ofCollectors(
      Map<CollectorSettings, Progress> sources, Clock clock, StopSignal stop) {
    return new Supervisor(
        sources,
        stop,
        (settings, progress, end) -> new Collector(settings, clock, progress, end).run());
  }

  /**
   * Runs until every source has ended.
   *
   * @throws RuntimeException the failure, where there is only one source
   * @throws SourcesFailedException where there are several and some have failed
   */
  void run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    sources.forEach(
        (settings, progress) ->
            threads.add(new Thread(() -> run(settings, progress), "source " + settings.source())));
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      stop.give();
      throw e;
    }
    throwFailures();
  }

  private void run(CollectorSettings settings, Progress progress) {
    StopSignal end = new StopSignal();
    stop.onGiven(end::give);
    try {
      work.run(settings, progress, end);
      progress.stopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      progress.stopped();
    } catch (RuntimeException e) {
      failed(settings, progress, e);
    }
  }

  private void failed(CollectorSettings settings, Progress progress, RuntimeException failure) {
    progress.failed(String.valueOf(failure.getMessage()));
    if (sources.size() > 1) {
      if (CollectorMain.isExplained(failure)) {
        LOG.error("Source {} has failed: {}", settings.source(), failure.getMessage());
      } else {
        LOG.error("Source {} has failed", settings.source(), failure);
      }
    }
    synchronized (failures) {
      failures.put(settings.source(), failure);
    }
  }

  private void throwFailures() {
    synchronized (failures) {
      if (failures.isEmpty()) {
        return;
      }
      if (sources.size() == 1) {
        throw failures.values().iterator().next();
      }
      throw new SourcesFailedException(
          failures.size()
              + " of "
              + sources.size()
              + " sources failed: "
              + failures.entrySet().stream()
                  .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
                  .collect(Collectors.joining("; ")));
    }
  }
}
