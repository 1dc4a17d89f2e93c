package dev.tandem.spec;

import dev.tandem.counting.WindowSpec;
import dev.tandem.counting.WindowSpec.Calendar;
import dev.tandem.counting.WindowSpec.Hopping;
import dev.tandem.counting.WindowSpec.Tumbling;
import dev.tandem.domain.TimeDomain;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a metric's {@code window}. */
final class WindowReader {
  static final String CHOICES = "{ tumbling: 1m }, { hopping: 1h, every: 5m } or { calendar: day }";

  /** With more windows for an instant, every document would be that many entries. */
  private static final long MOST_OVERLAPPING = 1_000;

  private final Optional<TimeDomain> time;

  /**
   * @param time the metric's, empty where that is what is wrong with it
   */
  WindowReader(Optional<TimeDomain> time) {
    this.time = time;
  }

  /** The window, or empty where something in it is wrong, which is told. */
  Optional<WindowSpec> read(Fields window) {
    if (window.has("session")) {
      window.problem(
          "session", window.get("session"), "session windows are not counted yet; use " + CHOICES);
      return Optional.empty();
    }
    window.allowOnly("tumbling", "hopping", "every", "calendar", "zone");
    List<String> kinds =
        List.of("tumbling", "hopping", "calendar").stream().filter(window::has).toList();
    if (kinds.size() != 1) {
      window.problem("name exactly one kind: " + CHOICES);
      return Optional.empty();
    }
    if (!kinds.contains("hopping")) {
      refuse(window, "every", "only hopping windows have it");
    }
    if (!kinds.contains("calendar")) {
      refuse(window, "zone", "only calendar windows have it");
    }
    return switch (kinds.get(0)) {
      case "tumbling" -> tumbling(window);
      case "hopping" -> hopping(window);
      default -> calendar(window);
    };
  }

  private static void refuse(Fields window, String field, String why) {
    if (window.has(field)) {
      window.problem(field, window.get(field), why + "; leave it out");
    }
  }

  private static Optional<WindowSpec> tumbling(Fields window) {
    OptionalLong sizeMs = window.durationMs("tumbling", 1);
    return sizeMs.isPresent() ? Optional.of(new Tumbling(sizeMs.getAsLong())) : Optional.empty();
  }

  private static Optional<WindowSpec> hopping(Fields window) {
    OptionalLong sizeMs = window.durationMs("hopping", 1);
    OptionalLong everyMs = window.durationMs("every", 1);
    if (!window.has("every")) {
      window.missing("every", "say how often a window starts, such as 5m");
    }
    if (sizeMs.isEmpty() || everyMs.isEmpty()) {
      return Optional.empty();
    }
    String size = "hopping = " + window.get("hopping").asText();
    if (everyMs.getAsLong() > sizeMs.getAsLong()) {
      window.problem(
          "every",
          window.get("every"),
          "longer than " + size + ", it leaves gaps; give at most that");
      return Optional.empty();
    }
    if ((sizeMs.getAsLong() - 1) / everyMs.getAsLong() + 1 > MOST_OVERLAPPING) {
      window.problem(
          "every",
          window.get("every"),
          "with "
              + size
              + " an instant would fall in more than "
              + MOST_OVERLAPPING
              + " windows; give at least "
              + DurationText.format((sizeMs.getAsLong() - 1) / MOST_OVERLAPPING + 1));
      return Optional.empty();
    }
    return Optional.of(new Hopping(sizeMs.getAsLong(), everyMs.getAsLong()));
  }

  private Optional<WindowSpec> calendar(Fields window) {
    Optional<Calendar.Unit> unit = unit(window);
    Optional<ZoneId> zone = zone(window);
    return unit.isPresent() && zone.isPresent()
        ? Optional.of(new Calendar(unit.get(), zone.get()))
        : Optional.empty();
  }

  private static Optional<Calendar.Unit> unit(Fields window) {
    Optional<String> text = window.text("calendar");
    for (Calendar.Unit unit : Calendar.Unit.values()) {
      if (text.equals(Optional.of(unit.name().toLowerCase(Locale.ROOT)))) {
        return Optional.of(unit);
      }
    }
    text.ifPresent(t -> window.problem("calendar", t, "choose one of day, month, year"));
    return Optional.empty();
  }

  private Optional<ZoneId> zone(Fields window) {
    boolean local = time.equals(Optional.of(TimeDomain.ISSUED_LOCAL));
    if (local) {
      refuse(window, "zone", "time = issued-local is local already");
      return Optional.of(ZoneOffset.UTC);
    }
    if (!window.has("zone")) {
      if (time.isPresent()) {
        window.missing(
            "zone", "an instant has no day of its own; give one such as America/Sao_Paulo or UTC");
      }
      return Optional.empty();
    }
    Optional<String> text = window.text("zone");
    try {
      // Normalised, UTC, Z and +00:00 are one zone, and make one metric.
      return text.map(t -> ZoneId.of(t).normalized());
    } catch (DateTimeException e) {
      window.problem(
          "zone", text.orElse(""), "no such time zone; give one such as America/Sao_Paulo or UTC");
      return Optional.empty();
    }
  }
}
