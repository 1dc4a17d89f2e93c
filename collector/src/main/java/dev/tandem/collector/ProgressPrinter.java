package dev.tandem.collector;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows now and then how far the sources are, and at once what they tell. */
final class ProgressPrinter implements AutoCloseable {
  /** Where it is shown. */
  interface Output {
    /** How often passing statuses are wanted, in milliseconds. */
    long intervalMs();

    /** How far all sources are; the next takes its place. */
    void passing(List<SourceStatus> statuses);

    /** What a source told, to stay. */
    void lasting(String line, SourceStatus status);
  }

  private final Output output;
  private final List<Progress> sources = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  ProgressPrinter(Output output) {
    this.output = output;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the timer.
  void start() {
    timer.scheduleAtFixedRate(
        this::show, output.intervalMs(), output.intervalMs(), TimeUnit.MILLISECONDS);
  }

  /** Shows this source too from now on. */
  void add(Progress source) {
    sources.add(source);
  }

  /** Shows how it ended, once more. */
  void last() {
    show();
  }

  private void show() {
    output.passing(sources.stream().map(Progress::status).toList());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
