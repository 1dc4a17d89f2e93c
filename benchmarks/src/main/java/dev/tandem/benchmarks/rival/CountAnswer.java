package dev.tandem.benchmarks.rival;

import org.apache.flink.api.java.tuple.Tuple3;

/** A count's {@link CountText}, how many changes it has seen, and its {@link TallyBytes}. */
public final class CountAnswer extends Tuple3<String, Long, byte[]> {
  private static final long serialVersionUID = 1L;

  /** For Flink, which fills it. */
  public CountAnswer() {}

  CountAnswer(String count, long version, byte[] tally) {
    super(count, version, tally);
  }
}
