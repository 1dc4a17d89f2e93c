package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Where what one capture changes in one metric goes (contract, sections 5 and 6).
 *
 * <p>LIVE and LATE go to the tallies, EXPIRED to {@code captures-expired}. Where a LIVE window is
 * gone, nothing of the metric goes to the tallies, but all of it to {@code captures-expired} as
 * window-gone: were one half of a change counted and the other not, a document would count twice or
 * never. From then on the answers of this metric do not follow the key ({@code frozen}): they hold
 * what was said before, and taking back from them what they were never told would make them
 * negative. What was diverted and what is answered add up to the reference, window by window. A
 * LATE window that is gone is left out; history has it.
 *
 * @param counted for the tallies
 * @param expired for {@code captures-expired}
 * @param gone for {@code captures-expired}, as window-gone
 */
record Routing(List<Counted> counted, List<ExpiredChange> expired, List<ExpiredChange> gone) {
  /** A change for the tallies of some dimension values. */
  record Counted(List<String> dimensions, TallyChange change) {}

  /**
   * Routes changes.
   *
   * @param goneUpToMs windows that end then or earlier are gone
   * @param frozen whether a change of the key met a window that was gone before
   */
  static Routing of(Metric metric, List<Change> changes, long goneUpToMs, boolean frozen) {
    Routing routing = new Routing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Judgement> judgements = new ArrayList<>(changes.size());
    for (Change change : changes) {
      metric
          .assign(change)
          .ifPresent(
              assignment ->
                  judgements.add(new Judgement(assignment, change.contribution().arrivedMs())));
    }
    boolean diverted = frozen || judgements.stream().anyMatch(j -> j.meets(goneUpToMs));
    for (Judgement judgement : judgements) {
      judgement.expired(Verdict.EXPIRED, routing.expired);
      if (diverted) {
        judgement.expired(Verdict.LIVE, routing.gone);
        judgement.expired(Verdict.LATE, routing.gone);
      } else {
        judgement.count(goneUpToMs, routing.counted);
      }
    }
    return routing;
  }

  /** Whether the metric's answers no longer follow the key. */
  boolean freezes() {
    return !gone.isEmpty();
  }

  /** An assignment, and when its contribution arrived. */
  private record Judgement(Assignment assignment, long arrivedMs) {
    boolean meets(long goneUpToMs) {
      return assignment.windows().stream()
          .anyMatch(w -> w.verdict() == Verdict.LIVE && w.window().endMs() <= goneUpToMs);
    }

    void count(long goneUpToMs, List<Counted> to) {
      List<Assignment.Judged> windows =
          assignment.windows().stream()
              .filter(w -> w.verdict() != Verdict.EXPIRED && w.window().endMs() > goneUpToMs)
              .toList();
      if (!windows.isEmpty()) {
        to.add(
            new Counted(
                assignment.dimensions(),
                new TallyChange(assignment.measures(), arrivedMs, windows)));
      }
    }

    void expired(Verdict part, List<ExpiredChange> to) {
      List<Window> windows =
          assignment.windows().stream()
              .filter(w -> w.verdict() == part)
              .map(Assignment.Judged::window)
              .toList();
      if (!windows.isEmpty()) {
        to.add(
            new ExpiredChange(
                assignment.dimensions(), windows, assignment.measures(), arrivedMs, part));
      }
    }
  }
}
