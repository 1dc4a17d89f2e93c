package dev.tandem.localstack.generator;

import java.util.List;

/** Draws how long after its issue a document arrives, from the steps of a cumulative share. */
final class LatenessCurve {
  private final long[] seconds;
  private final double[] shares;

  LatenessCurve(List<LoadProfile.LatenessStep> steps) {
    seconds = steps.stream().mapToLong(LoadProfile.LatenessStep::seconds).toArray();
    shares = steps.stream().mapToDouble(LoadProfile.LatenessStep::share).toArray();
  }

  /** In ms; within a step spread evenly over the logarithm, in the first one over the time. */
  long drawMs(Dice dice) {
    double point = dice.unit();
    int step = 0;
    while (step < shares.length - 1 && point >= shares[step]) {
      step++;
    }
    if (step == 0) {
      return dice.between(0, seconds[0] * 1000);
    }
    double low = StrictMath.log((double) seconds[step - 1]);
    double high = StrictMath.log((double) seconds[step]);
    return (long) (StrictMath.exp(low + dice.unit() * (high - low)) * 1000);
  }
}
