package dev.tandem.localstack.launch;

import java.util.concurrent.CountDownLatch;

/** Ctrl-C and SIGTERM: stops everything in good order before the process ends. */
final class StopHook {
  private StopHook() {}

  /** Closes a stack when the process is asked to end; the latch falls before that. */
  static CountDownLatch register(Stack stack) {
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.countDown();
                  stack.close();
                },
                "stop"));
    return end;
  }
}
