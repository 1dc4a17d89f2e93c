package dev.tandem.counting;

/** A half-open interval {@code [startMs, endMs)} of a metric's time, in epoch milliseconds. */
public record Window(long startMs, long endMs) implements Comparable<Window> {
  public Window {
    if (startMs >= endMs) {
      throw new IllegalArgumentException(
          "a window ends after it starts: startMs=" + startMs + ", endMs=" + endMs);
    }
  }

  public boolean contains(long timeMs) {
    return startMs <= timeMs && timeMs < endMs;
  }

  @Override
  public int compareTo(Window other) {
    int byStart = Long.compare(startMs, other.startMs);
    return byStart != 0 ? byStart : Long.compare(endMs, other.endMs);
  }
}
