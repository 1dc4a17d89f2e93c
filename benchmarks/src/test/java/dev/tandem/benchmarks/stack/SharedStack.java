package dev.tandem.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One broker and registry for all tests of this JVM: they take long to start. */
public final class SharedStack {
  private SharedStack() {}

  /** Starts it where it is not running yet. It ends with the JVM. */
  public static Stack get() {
    return Holder.STACK;
  }

  private static final class Holder {
    static final Stack STACK = start();

    private static Stack start() {
      try {
        Stack stack = Stack.start(Files.createTempDirectory(Path.of("target"), "shared-stack"));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
        return stack;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
