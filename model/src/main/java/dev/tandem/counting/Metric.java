package dev.tandem.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Digest;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.Times;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What decides a metric's numbers, and the one place where a change of a key meets it (contract,
 * sections 2 to 4).
 *
 * @param name as the spec gives it
 * @param time the event time counted by
 * @param dimensions in the order in which an answer gives their values
 * @param maxFutureMs the ledger's, which decides what is countable
 */
public record Metric(
    String name,
    TimeDomain time,
    WindowSpec window,
    List<Dimension> dimensions,
    Filter where,
    Lateness lateness,
    long maxFutureMs)
    implements Serializable {

  public Metric {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Name and fingerprint of what decides the numbers, {@code documents-by-issuer-minute@1a2b3c4d}:
   * a changed metric is another metric. What only decides how long or how often an answer is shown
   * (retention, triggers) is no part of it.
   */
  public String id() {
    return name + '@' + fingerprint();
  }

  private String fingerprint() {
    String text =
        String.join(
            "|",
            time.text(),
            window.text(),
            dimensions.stream().map(Dimension::text).collect(Collectors.joining(",")),
            where.text(),
            Long.toString(lateness.liveMs()),
            Long.toString(lateness.historyMs()),
            Long.toString(maxFutureMs));
    return Digest.of(text.getBytes(UTF_8)).toString().substring(0, 8);
  }

  /** Whether the filter lets a contribution through that lacks the time this metric counts by. */
  public boolean lacksTime(Contribution contribution) {
    return !Times.isPresent(contribution.timeMs(time)) && where.holds(contribution);
  }

  /**
   * What a change means to this metric: dimension values, signed measures, and a verdict for each
   * window it falls in; empty where the filter leaves it out or its record lacks the metric's time.
   */
  public Optional<Assignment> assign(Change change) {
    Contribution contribution = change.contribution();
    long timeMs = contribution.timeMs(time);
    if (!Times.isPresent(timeMs) || !where.holds(contribution)) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>(dimensions.size());
    for (Dimension dimension : dimensions) {
      values.add(dimension.valueOf(contribution));
    }
    List<Window> windows = window.windowsOf(timeMs);
    List<Assignment.Judged> judged = new ArrayList<>(windows.size());
    for (Window w : windows) {
      judged.add(
          new Assignment.Judged(w, Verdict.of(w.endMs(), lateness, contribution.arrivedMs())));
    }
    Measures measures = contribution.measures();
    return Optional.of(
        new Assignment(values, change.sign() > 0 ? measures : measures.negate(), judged));
  }
}
