package dev.tandem.parity.laws;

import dev.tandem.domain.Capture;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a batch in which an opinion differs smaller: the one log, then fewer captures, then fewer
 * metrics, as long as something still differs.
 */
public final class Shrinker {
  private static final int MAX_RUNS = 100;

  private final Opinion reference;
  private final Opinion opinion;
  private int runs;

  public Shrinker(Opinion reference, Opinion opinion) {
    this.reference = reference;
    this.opinion = opinion;
  }

  /** The smallest batch found; the same one where the log does not differ by itself. */
  public Batch shrink(Batch batch, int log) {
    Batch alone = batch.only(log);
    if (!differs(alone)) {
      return batch;
    }
    return fewerMetrics(fewerCaptures(alone));
  }

  private Batch fewerCaptures(Batch batch) {
    List<Capture> captures = batch.logs().get(0);
    Batch smallest = batch;
    for (int size = Math.max(1, captures.size() / 2); size >= 1; size /= 2) {
      int from = 0;
      while (from < captures.size()) {
        List<Capture> fewer = new ArrayList<>(captures);
        fewer.subList(from, Math.min(captures.size(), from + size)).clear();
        Batch candidate = batch.withLogs(List.of(fewer));
        if (differs(candidate)) {
          captures = fewer;
          smallest = candidate;
        } else {
          from += size;
        }
      }
    }
    return smallest;
  }

  private Batch fewerMetrics(Batch batch) {
    for (MetricSpec metric : batch.spec().metrics()) {
      Batch candidate =
          batch.withSpec(
              new Spec(List.of(metric), batch.spec().maxFutureMs(), batch.spec().arrivalSlackMs()));
      if (differs(candidate)) {
        return candidate;
      }
    }
    return batch;
  }

  private boolean differs(Batch batch) {
    return runs++ < MAX_RUNS
        && !Comparison.of(batch, reference.answers(batch), opinion.name(), opinion.answers(batch))
            .differences()
            .isEmpty();
  }
}
