package dev.tandem.benchmarks.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Digest;
import java.util.Map;

/**
 * Counts in one line, by which two processes compare them: how many windows are not zero in the
 * parts live and late, and the sum of those windows' digests.
 */
final class CountsDigest {
  private static final int HEX = 16;
  private static final int DIGITS = 15;

  private CountsDigest() {}

  static String of(Map<CountKey, Tally> tallies) {
    long windows = 0;
    long sum = 0;
    for (Map.Entry<CountKey, Tally> each : tallies.entrySet()) {
      Tally tally = new Tally(each.getValue().live(), each.getValue().late(), Measures.ZERO);
      if (!tally.isZero()) {
        windows++;
        String digest = Digest.of((each.getKey() + "=" + tally).getBytes(UTF_8)).toString();
        sum += Long.parseLong(digest.substring(0, DIGITS), HEX);
      }
    }
    return windows + "/" + Long.toHexString(sum);
  }
}
