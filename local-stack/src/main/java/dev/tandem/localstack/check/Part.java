package dev.tandem.localstack.check;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import java.util.Locale;

/** The parts of an answer (contract, section 5). */
public enum Part {
  LIVE,
  LATE,
  EXPIRED;

  /** As reports write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Measures of(Tally tally) {
    return switch (this) {
      case LIVE -> tally.live();
      case LATE -> tally.late();
      case EXPIRED -> tally.expired();
    };
  }
}
