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
  /** More windows an instant would make a metric's every document that many entries. */
  private static final long MOST_OVERLAPPING = 1_000;

  private final TimeDomain time;

  WindowReader(TimeDomain time) {
    this.time = time;
  }

  Optional<WindowSpec> read(Fields window, boolean present) {
    window.allowOnly("tumbling", "hopping", "every", "calendar", "zone");
    List<String> kinds =
        List.of("tumbling", "hopping", "calendar").stream().filter(window::has).toList();
    if (kinds.size() != 1) {
      String choices = "{ tumbling: 1m }, { hopping: 1h, every: 5m } or { calendar: day }";
      if (present) {
        window.problem("", kinds, "name exactly one kind: " + choices);
      } else {
        window.missing("", "give " + choices);
      }
      return Optional.empty();
    }
    return switch (kinds.get(0)) {
      case "tumbling" -> {
        refuse(window, "every", "only hopping windows have it");
        refuse(window, "zone", "only calendar windows have it");
        OptionalLong sizeMs = window.durationMs("tumbling", 1);
        yield sizeMs.isPresent() ? Optional.of(new Tumbling(sizeMs.getAsLong())) : Optional.empty();
      }
      case "hopping" -> {
        refuse(window, "zone", "only calendar windows have it");
        yield hopping(window);
      }
      default -> {
        refuse(window, "every", "only hopping windows have it");
        yield calendar(window);
      }
    };
  }

  private static void refuse(Fields window, String field, String why) {
    if (window.has(field)) {
      window.problem(field, window.get(field).asText(), why + "; leave it out");
    }
  }

  private static Optional<WindowSpec> hopping(Fields window) {
    OptionalLong sizeMs = window.durationMs("hopping", 1);
    OptionalLong everyMs = window.durationMs("every", 1);
    if (!window.has("every")) {
      window.missing("every", "say how often a window starts, such as every: 5m");
    }
    if (sizeMs.isEmpty() || everyMs.isEmpty()) {
      return Optional.empty();
    }
    if (everyMs.getAsLong() > sizeMs.getAsLong()) {
      window.problem(
          "every",
          window.get("every").asText(),
          "more than the size hopping = "
              + window.get("hopping").asText()
              + " would leave gaps; give at most that");
      return Optional.empty();
    }
    if ((sizeMs.getAsLong() - 1) / everyMs.getAsLong() + 1 > MOST_OVERLAPPING) {
      window.problem(
          "every",
          window.get("every").asText(),
          "an instant would fall in more than "
              + MOST_OVERLAPPING
              + " windows; give more, or a smaller hopping = "
              + window.get("hopping").asText());
      return Optional.empty();
    }
    return Optional.of(new Hopping(sizeMs.getAsLong(), everyMs.getAsLong()));
  }

  private Optional<WindowSpec> calendar(Fields window) {
    ZoneId zone = ZoneOffset.UTC;
    Optional<String> zoneText = window.text("zone");
    if (zoneText.isPresent()) {
      if (time == TimeDomain.ISSUED_LOCAL) {
        window.problem(
            "zone",
            zoneText.get(),
            "time = issued-local is local already; leave zone out, or use time: issued");
        return Optional.empty();
      }
      try {
        zone = ZoneId.of(zoneText.get());
      } catch (DateTimeException e) {
        window.problem(
            "zone", zoneText.get(), "no such time zone; give one such as America/Sao_Paulo");
        return Optional.empty();
      }
    } else if (time != TimeDomain.ISSUED_LOCAL) {
      window.missing(
          "zone",
          "an instant has no day of its own; give one such as zone: America/Sao_Paulo or zone:"
              + " UTC");
      return Optional.empty();
    }
    String unit = window.text("calendar").orElse("");
    try {
      return Optional.of(new Calendar(Calendar.Unit.valueOf(unit.toUpperCase(Locale.ROOT)), zone));
    } catch (IllegalArgumentException e) {
      window.problem("calendar", unit, "choose one of day, month, year");
      return Optional.empty();
    }
  }
}
