package dev.tandem.spec;

import java.io.Serializable;

/** When the history side says a window again that has changed: after a time, or so many changes. */
public sealed interface Firing extends Serializable {
  /** As a spec writes it. */
  String text();

  /**
   * After a time.
   *
   * @param delayMs processing time after the first change that has not been said; at least 1
   */
  record After(long delayMs) implements Firing {
    public After {
      if (delayMs < 1) {
        throw new IllegalArgumentException("delay must be >= 1: delayMs=" + delayMs);
      }
    }

    @Override
    public String text() {
      return DurationText.format(delayMs);
    }
  }

  /**
   * After so many changes.
   *
   * @param changes contributions and take-backs that have not been said; at least 1
   */
  record Every(int changes) implements Firing {
    public Every {
      if (changes < 1) {
        throw new IllegalArgumentException("changes must be >= 1: changes=" + changes);
      }
    }

    @Override
    public String text() {
      return "{ count: " + changes + " }";
    }
  }
}
