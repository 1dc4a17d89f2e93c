package dev.tandem.localstack.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Does several things at once, each in a thread of its own. */
final class SideBySide {
  private SideBySide() {}

  /**
   * Runs all and waits for all, whatever becomes of the others.
   *
   * @throws RuntimeException the first failure, with the others suppressed
   */
  static void run(Stream<Runnable> tasks) {
    List<CompletableFuture<Void>> futures =
        tasks
            .map(task -> CompletableFuture.runAsync(task, work -> new Thread(work).start()))
            .toList();
    RuntimeException failure = null;
    for (CompletableFuture<Void> future : futures) {
      try {
        future.join();
      } catch (CompletionException e) {
        RuntimeException cause = e.getCause() instanceof RuntimeException own ? own : e;
        if (failure == null) {
          failure = cause;
        } else {
          failure.addSuppressed(cause);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
