package dev.tandem.localstack.generator;

import java.util.List;

/**
 * Reproducible randomness: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, OOPSLA 2014), seeded by (seed, index, purpose). Its own and not {@code
 * java.util.SplittableRandom}, because a data set must be the same on every JDK.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** What the numbers are drawn for, so that one draw more here changes nothing there. */
  enum Purpose {
    ROLE(1),
    REFERENCE(2),
    ARRIVAL(3),
    DOCUMENT(4),
    CONTENT(5),
    STYLE(6),
    ISSUER(7),
    EVENT(8),
    EDGE(9),
    COPY(10),
    DAMAGE(11),
    CERTIFICATE(12);

    private final long salt;

    Purpose(long salt) {
      this.salt = salt;
    }
  }

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  static Dice of(long seed, long index, Purpose purpose) {
    return new Dice(mix(mix(mix(seed) + index) + purpose.salt * GOLDEN_GAMMA));
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** In [0, 1). */
  double unit() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** In [0, bound). */
  int below(int bound) {
    return (int) between(0, bound);
  }

  /** In [low, high); low where that is empty. The bias of the multiplication is below 2^-53. */
  long between(long low, long high) {
    return high <= low ? low : low + (long) (unit() * (high - low));
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Standard normal, by Box and Muller; strict, so that it is the same everywhere. */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * Math.PI * unit());
  }

  /** Number of failures before the first success, with a mean. */
  int geometric(double mean) {
    double failure = mean / (1 + mean);
    return (int) (StrictMath.log(1 - unit()) / StrictMath.log(failure));
  }

  /** Text of decimal digits. */
  String digits(int length) {
    char[] digits = new char[length];
    for (int i = 0; i < length; i++) {
      digits[i] = (char) ('0' + below(10));
    }
    return new String(digits);
  }
}
