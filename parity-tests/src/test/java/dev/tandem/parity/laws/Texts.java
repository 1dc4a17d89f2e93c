package dev.tandem.parity.laws;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import java.time.Instant;

/** As reports write it. */
final class Texts {
  private Texts() {}

  static String of(CountKey key) {
    return key.metric()
        + " "
        + key.dimensions()
        + " "
        + Instant.ofEpochMilli(key.window().startMs())
        + "/"
        + Instant.ofEpochMilli(key.window().endMs());
  }

  static String of(Measures measures) {
    return "documents=%d value=%d cancelled=%d cancelledValue=%d"
        .formatted(
            measures.documents(),
            measures.value(),
            measures.cancelled(),
            measures.cancelledValue());
  }
}
