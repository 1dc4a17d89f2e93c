package dev.tandem.collector.state;

import dev.tandem.collector.table.Fingerprint;
import java.util.function.Consumer;

/**
 * The table as it was when its stream was last vouched for. Harmless changes are written down
 * before a heartbeat passes them, so that a later collector finds them known. Thread-safe for one
 * that advances it.
 */
public final class VouchedTable {
  private final Consumer<Fingerprint> write;
  private volatile Fingerprint latest;

  VouchedTable(Fingerprint first, Consumer<Fingerprint> write) {
    this.latest = first;
    this.write = write;
  }

  public Fingerprint latest() {
    return latest;
  }

  /** Takes a fingerprint that was found to follow the latest without a gap. */
  public void advance(Fingerprint next) {
    if (!next.facts().equals(latest.facts())) {
      write.accept(next);
      latest = next;
    }
  }
}
