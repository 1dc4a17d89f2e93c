package dev.tandem.streams.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(
    name = "run",
    description = "Counts the captures log until stopped (Ctrl-C), and answers queries over HTTP.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final long STOP_SECONDS = 40;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(1);
    LiveApp app = new LiveApp(options.settings());
    Thread onSignal =
        new Thread(
            () -> {
              app.close();
              try {
                finished.await(STOP_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      app.run();
      return 0;
    } finally {
      finished.countDown();
    }
  }
}
