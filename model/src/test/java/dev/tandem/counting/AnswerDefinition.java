package dev.tandem.counting;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.Times;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The contract's sections 3 to 5 read word by word: what contributions mean to metrics. Slow, and
 * without any code of what it is held against.
 */
final class AnswerDefinition {
  private AnswerDefinition() {}

  /** Every window that is not zero in every part. */
  static SortedMap<CountKey, Tally> tallies(
      List<Metric> metrics, List<Contribution> contributions) {
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    for (Metric metric : metrics) {
      for (Contribution contribution : contributions) {
        for (Map.Entry<CountKey, Tally> part : parts(metric, contribution).entrySet()) {
          tallies.merge(part.getKey(), part.getValue(), Tally::plus);
        }
      }
    }
    tallies.values().removeIf(Tally.ZERO::equals);
    return tallies;
  }

  private static Map<CountKey, Tally> parts(Metric metric, Contribution contribution) {
    Map<CountKey, Tally> parts = new TreeMap<>();
    long timeMs = timeMs(metric, contribution);
    if (timeMs == Times.ABSENT || !holds(metric.where(), contribution)) {
      return parts;
    }
    List<String> values = new ArrayList<>();
    metric.dimensions().forEach(dimension -> values.add(value(dimension, contribution)));
    long cents = contribution.facts().valueCents();
    Measures measures =
        contribution.kind() == Contribution.Kind.COUNT
            ? new Measures(1, cents, 0, 0)
            : new Measures(0, 0, 1, cents);
    for (Window window : windows(metric.window(), timeMs)) {
      parts.put(
          new CountKey(metric.id(), values, window),
          part(metric.lateness(), window, contribution.arrivedMs(), measures));
    }
    return parts;
  }

  private static long timeMs(Metric metric, Contribution contribution) {
    return switch (metric.time()) {
      case ISSUED -> contribution.facts().issuedMs();
      case ISSUED_LOCAL -> contribution.facts().issuedLocalMs();
      case REGISTERED -> contribution.registeredMs();
      case ARRIVED -> contribution.arrivedMs();
    };
  }

  private static boolean holds(Filter where, Contribution contribution) {
    for (Filter.Condition condition : where.conditions()) {
      boolean among = condition.values().contains(value(condition.dimension(), contribution));
      if (among == condition.negated()) {
        return false;
      }
    }
    return true;
  }

  private static String value(Dimension dimension, Contribution contribution) {
    Facts facts = contribution.facts();
    TaxId issuer = facts.issuer();
    return switch (dimension.text()) {
      case "issuer" -> issuer.text();
      case "issuer-root" -> issuer.type() == TaxId.Type.CNPJ ? issuer.text().substring(0, 8) : "";
      case "issuer-type" -> Map.of(14, "CNPJ", 11, "CPF").getOrDefault(issuer.text().length(), "");
      case "recipient-root" -> facts.recipientRoot();
      case "state" -> facts.state();
      case "model" -> facts.model();
      case "layout" -> facts.layout();
      case "operation" -> facts.operation();
      case "purpose" -> facts.purpose();
      case "emission" -> facts.emission();
      case "delay" -> delay(contribution);
      default -> throw new AssertionError(dimension);
    };
  }

  private static String delay(Contribution contribution) {
    if (contribution.facts().issuedMs() == Times.ABSENT) {
      return "";
    }
    long delayMs = contribution.documentArrivedMs() - contribution.facts().issuedMs();
    long[] hours = {1, 6, 24, 3 * 24, 7 * 24, 30 * 24, 90 * 24, 365 * 24};
    String[] hourTexts = {"<1h", "<6h", "<24h", "<3d", "<7d", "<30d", "<90d", "<1y"};
    long[] seconds = {0, 1, 10, 60, 300};
    String[] secondTexts = {"<0", "<1s", "<10s", "<1m", "<5m"};
    for (int i = 0; i < seconds.length; i++) {
      if (delayMs < seconds[i] * 1_000) {
        return secondTexts[i];
      }
    }
    for (int i = 0; i < hours.length; i++) {
      if (delayMs < hours[i] * 3_600_000) {
        return hourTexts[i];
      }
    }
    return ">=1y";
  }

  /** By trying the windows around an instant one by one. */
  static List<Window> windows(WindowSpec spec, long timeMs) {
    List<Window> near = new ArrayList<>();
    if (spec instanceof WindowSpec.Tumbling tumbling) {
      addNear(near, timeMs, tumbling.sizeMs(), tumbling.sizeMs());
    } else if (spec instanceof WindowSpec.Hopping hopping) {
      addNear(near, timeMs, hopping.sizeMs(), hopping.everyMs());
    } else {
      addNear(near, timeMs, (WindowSpec.Calendar) spec);
    }
    near.removeIf(window -> timeMs < window.startMs() || timeMs >= window.endMs());
    return near;
  }

  private static void addNear(List<Window> near, long timeMs, long sizeMs, long everyMs) {
    long around = timeMs / everyMs;
    for (long i = around - sizeMs / everyMs - 2; i <= around + 2; i++) {
      near.add(new Window(i * everyMs, i * everyMs + sizeMs));
    }
  }

  private static void addNear(List<Window> near, long timeMs, WindowSpec.Calendar calendar) {
    ChronoUnit unit =
        switch (calendar.unit()) {
          case DAY -> ChronoUnit.DAYS;
          case MONTH -> ChronoUnit.MONTHS;
          case YEAR -> ChronoUnit.YEARS;
        };
    LocalDate today = Instant.ofEpochMilli(timeMs).atZone(calendar.zone()).toLocalDate();
    LocalDate around =
        switch (calendar.unit()) {
          case DAY -> today;
          case MONTH -> LocalDate.of(today.getYear(), today.getMonth(), 1);
          case YEAR -> LocalDate.of(today.getYear(), 1, 1);
        };
    for (int i = -2; i <= 2; i++) {
      long startMs = startMs(calendar, around.plus(i, unit));
      long endMs = startMs(calendar, around.plus(i + 1, unit));
      if (startMs < endMs) {
        near.add(new Window(startMs, endMs));
      }
    }
  }

  private static long startMs(WindowSpec.Calendar calendar, LocalDate date) {
    return date.atStartOfDay(calendar.zone()).toInstant().toEpochMilli();
  }

  private static Tally part(Lateness lateness, Window window, long arrivedMs, Measures measures) {
    BigInteger arrived = BigInteger.valueOf(arrivedMs);
    BigInteger end = BigInteger.valueOf(window.endMs());
    if (end.add(BigInteger.valueOf(lateness.liveMs())).compareTo(arrived) > 0) {
      return new Tally(measures, Measures.ZERO, Measures.ZERO);
    }
    boolean late =
        lateness.historyMs() == Lateness.UNBOUNDED
            || end.add(BigInteger.valueOf(lateness.historyMs())).compareTo(arrived) > 0;
    return late
        ? new Tally(Measures.ZERO, measures, Measures.ZERO)
        : new Tally(Measures.ZERO, Measures.ZERO, measures);
  }
}
