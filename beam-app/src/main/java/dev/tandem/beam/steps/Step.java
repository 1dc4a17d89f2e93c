package dev.tandem.beam.steps;

/** What is counted while a job goes on. */
public enum Step {
  /** Offsets of the log that have been passed, marks and transactions' markers included. */
  OFFSETS_READ("offsets-read"),
  /** Captures that have left the source. */
  CAPTURES_READ("captures-read"),
  /** Records, or captures, that cannot be read. */
  REJECTED("records-rejected"),
  /** Records for {@code captures-expired}, one for a capture and metric. */
  EXPIRED("records-expired"),
  /** Captures that the ledger has taken. */
  CAPTURES_COUNTED("captures-counted"),
  /** Panes of windows that have been said. */
  PANES_SAID("panes-said");

  private final String metric;

  Step(String metric) {
    this.metric = metric;
  }

  /** The name of Beam's metric. */
  public String metric() {
    return metric;
  }
}
