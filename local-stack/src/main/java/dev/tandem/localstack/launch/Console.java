package dev.tandem.localstack.launch;

import dev.tandem.service.ControlCharacters;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Lines for the person in front: what is going on, how far, how long yet. On a terminal progress
 * overwrites itself.
 */
final class Console {
  private static final long PLAIN_EVERY_MS = 5_000;

  private final PrintWriter out;
  private final boolean terminal;
  private long lastPlainMs;
  private boolean progressShown;

  Console(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  synchronized void line(String text) {
    endProgress();
    out.println(ControlCharacters.replaced(text));
    out.flush();
  }

  synchronized void progress(String text) {
    if (terminal) {
      out.print("\r\u001b[K" + ControlCharacters.replaced(text));
      out.flush();
      progressShown = true;
      return;
    }
    long nowMs = System.nanoTime() / 1_000_000;
    if (nowMs - lastPlainMs >= PLAIN_EVERY_MS) {
      lastPlainMs = nowMs;
      out.println(ControlCharacters.replaced(text));
      out.flush();
    }
  }

  private void endProgress() {
    if (progressShown) {
      out.print("\r\u001b[K");
      progressShown = false;
    }
  }

  static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static String rate(long count, long elapsedMs) {
    return number(Math.round(count * 1000.0 / Math.max(1, elapsedMs)));
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 60 ? seconds / 60 + "m" + seconds % 60 + "s" : seconds + "s";
  }
}
