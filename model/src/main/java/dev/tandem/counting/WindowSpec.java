package dev.tandem.counting;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which windows an instant falls in (contract, section 3). Windows are aligned to the epoch and
 * right before 1970 too, which the engines' stock windows are not.
 */
public sealed interface WindowSpec extends Serializable {
  /** The windows that hold an instant, in order of their start; never empty. */
  List<Window> windowsOf(long timeMs);

  /**
   * The windows that start in {@code [fromMs, toMs)}, in order; at most {@code limit} and one more,
   * so that a caller sees that there are more.
   */
  List<Window> startingIn(long fromMs, long toMs, int limit);

  /** As a spec writes it, and as a metric's fingerprint holds it. */
  String text();

  /** Windows side by side: size 5 gives {@code [0;5) [5;10)}. */
  record Tumbling(long sizeMs) implements WindowSpec {
    public Tumbling {
      if (sizeMs <= 0) {
        throw new IllegalArgumentException("a window's size is more than zero: sizeMs=" + sizeMs);
      }
    }

    @Override
    public List<Window> windowsOf(long timeMs) {
      long startMs = timeMs - Math.floorMod(timeMs, sizeMs);
      return List.of(new Window(startMs, startMs + sizeMs));
    }

    @Override
    public List<Window> startingIn(long fromMs, long toMs, int limit) {
      return aligned(fromMs, toMs, limit, sizeMs, sizeMs);
    }

    @Override
    public String text() {
      return "tumbling " + sizeMs + "ms";
    }
  }

  /** Overlapping windows: size 5 every 3 gives {@code [0;5) [3;8) [6;11)}. */
  record Hopping(long sizeMs, long everyMs) implements WindowSpec {
    public Hopping {
      if (everyMs <= 0 || everyMs > sizeMs) {
        throw new IllegalArgumentException(
            "a window starts every 1 ms or more, at most its size: sizeMs="
                + sizeMs
                + ", everyMs="
                + everyMs);
      }
    }

    @Override
    public List<Window> windowsOf(long timeMs) {
      long lastStartMs = timeMs - Math.floorMod(timeMs, everyMs);
      long count = (sizeMs - (timeMs - lastStartMs) - 1) / everyMs + 1;
      List<Window> windows = new ArrayList<>((int) count);
      for (long startMs = lastStartMs - (count - 1) * everyMs;
          startMs <= lastStartMs;
          startMs += everyMs) {
        windows.add(new Window(startMs, startMs + sizeMs));
      }
      return windows;
    }

    @Override
    public List<Window> startingIn(long fromMs, long toMs, int limit) {
      return aligned(fromMs, toMs, limit, sizeMs, everyMs);
    }

    @Override
    public String text() {
      return "hopping " + sizeMs + "ms every " + everyMs + "ms";
    }
  }

  /** Days, months or years of a zone. */
  record Calendar(Unit unit, ZoneId zone) implements WindowSpec {
    /** What a calendar is divided into. */
    public enum Unit {
      DAY,
      MONTH,
      YEAR;

      LocalDate floor(LocalDate date) {
        return switch (this) {
          case DAY -> date;
          case MONTH -> date.withDayOfMonth(1);
          case YEAR -> date.withDayOfYear(1);
        };
      }

      LocalDate next(LocalDate start) {
        return switch (this) {
          case DAY -> start.plusDays(1);
          case MONTH -> start.plusMonths(1);
          case YEAR -> start.plusYears(1);
        };
      }
    }

    @Override
    public List<Window> windowsOf(long timeMs) {
      LocalDate start = startOf(timeMs);
      return List.of(new Window(startMs(start), startMs(unit.next(start))));
    }

    @Override
    public List<Window> startingIn(long fromMs, long toMs, int limit) {
      List<Window> windows = new ArrayList<>();
      LocalDate start = startOf(fromMs);
      while (startMs(start) < toMs && windows.size() <= limit) {
        LocalDate next = unit.next(start);
        // A day that a zone leaves out has no window (Apia, 30 December 2011).
        if (startMs(start) >= fromMs && startMs(start) < startMs(next)) {
          windows.add(new Window(startMs(start), startMs(next)));
        }
        start = next;
      }
      return windows;
    }

    /**
     * The date that the window of an instant starts at. Where clocks are set back across midnight,
     * an hour of yesterday comes after today has begun (St. John's until 2011): it is today's, or
     * windows would overlap.
     */
    private LocalDate startOf(long timeMs) {
      LocalDate start = unit.floor(Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate());
      while (startMs(unit.next(start)) <= timeMs) {
        start = unit.next(start);
      }
      return start;
    }

    private long startMs(LocalDate date) {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    @Override
    public String text() {
      return "calendar " + unit.name().toLowerCase(Locale.ROOT) + " " + zone;
    }
  }

  private static List<Window> aligned(
      long fromMs, long toMs, int limit, long sizeMs, long everyMs) {
    List<Window> windows = new ArrayList<>();
    long startMs = fromMs + Math.floorMod(-fromMs, everyMs);
    while (startMs < toMs && windows.size() <= limit) {
      windows.add(new Window(startMs, startMs + sizeMs));
      startMs += everyMs;
    }
    return windows;
  }
}
