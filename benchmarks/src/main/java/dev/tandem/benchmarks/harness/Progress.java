package dev.tandem.benchmarks.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells what is being measured, and for how long it will go on. */
final class Progress {
  /** So many seconds must be over before what was expected is doubted by half. */
  private static final double TRUSTED = 60;

  private final PrintStream out;
  private final long startedNs = System.nanoTime();
  private double left;
  private double done;
  private long partNs = startedNs;
  private double partSeconds;

  /**
   * @param seconds that all parts are expected to take
   */
  Progress(PrintStream out, double seconds) {
    this.out = out;
    this.left = seconds;
  }

  /**
   * Begins a part.
   *
   * @param seconds that it was expected to take
   */
  void part(String what, double seconds) {
    endPart();
    partSeconds = seconds;
    say(what);
  }

  /** What was expected of the parts that are over is compared with what they took. */
  private void endPart() {
    left -= partSeconds;
    done += partSeconds;
    partNs = System.nanoTime();
    partSeconds = 0;
  }

  /** Says a line, with the time since the start and until the end. */
  synchronized void say(String what) {
    double elapsed = (System.nanoTime() - startedNs) / 1e9;
    double pace = ((partNs - startedNs) / 1e9 + TRUSTED) / (done + TRUSTED);
    double inPart = Math.min((System.nanoTime() - partNs) / 1e9, partSeconds * pace);
    double togo = Math.max(0, left * pace - inPart);
    out.printf(Locale.ROOT, "%s  %s (%s to go)%n", text(elapsed), what, text(togo));
  }

  /** How long it has taken. */
  double seconds() {
    return (System.nanoTime() - startedNs) / 1e9;
  }

  private static String text(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
