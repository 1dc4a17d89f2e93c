package dev.tandem.benchmarks.capture;

import dev.tandem.counting.CountKey;
import java.util.Optional;

/** A record for the captures log. */
public final class LogRecord {
  private final byte[] key;
  private final byte[] value;
  private final Optional<CountKey> answered;

  LogRecord(byte[] key, byte[] value, Optional<CountKey> answered) {
    this.key = key;
    this.value = value;
    this.answered = answered;
  }

  /** Its key; empty of a mark, which goes to every partition. Not to be changed. */
  public byte[] key() {
    return key;
  }

  /** As it stands in the log. Not to be changed. */
  public byte[] value() {
    return value;
  }

  /**
   * The window that counts one document more for it, by which it is seen when it is answered; empty
   * for most of what is no new document.
   */
  public Optional<CountKey> answered() {
    return answered;
  }

  public boolean isMark() {
    return key.length == 0;
  }
}
