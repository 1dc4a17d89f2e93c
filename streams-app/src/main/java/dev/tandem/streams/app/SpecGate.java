package dev.tandem.streams.app;

import dev.tandem.counting.Metric;
import dev.tandem.spec.Spec;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a spec pass that goes on with what was counted, and refuses one that cannot. */
final class SpecGate {
  private static final Logger LOG = LoggerFactory.getLogger(SpecGate.class);

  private SpecGate() {}

  /**
   * Compares before anything is touched.
   *
   * @param counted ids of the metrics counted so far
   * @throws UserError where the spec has metrics that were not counted from the beginning, or
   *     leaves some out and that is not accepted
   */
  static void pass(Spec spec, String applicationId, Set<String> counted, boolean acceptGone) {
    SpecChange change =
        SpecChange.between(counted, spec.counted().stream().map(Metric::id).toList());
    if (change.isNone()) {
      return;
    }
    String told =
        "the spec is not the one that application id "
            + applicationId
            + " has counted by:\n  "
            + String.join("\n  ", change.lines());
    if (change.needsTheWholeLog()) {
      throw new UserError(
          told
              + "\nNothing was touched. Give another --application-id, under which the whole log is"
              + " counted again, or give back the spec as it was.");
    }
    if (!acceptGone) {
      throw new UserError(
          told
              + "\nNothing was touched. Give --accept-gone-metrics to go on without, or give back"
              + " the spec as it was.");
    }
    LOG.warn("{}", told);
  }
}
