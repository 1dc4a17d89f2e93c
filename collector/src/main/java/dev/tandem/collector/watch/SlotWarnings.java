package dev.tandem.collector.watch;

import java.util.Optional;

/** What is to be said of a slot: once when its state changes, not again while it stays so. */
public final class SlotWarnings {
  private final String slot;
  private String before = "reserved";

  public SlotWarnings(String slot) {
    this.slot = slot;
  }

  /**
   * Takes the next status.
   *
   * @return the warning that it gives rise to, with the remedy
   */
  public Optional<String> next(SlotStatus status) {
    String now = status.walStatus();
    if (now.equals(before) || now.isEmpty()) {
      return Optional.empty();
    }
    before = now;
    return switch (now) {
      case "extended" ->
          Optional.of(
              kept(status)
                  + ", more than max_wal_size"
                  + safe(status)
                  + ": the collector is behind; see that it runs and that the log takes what it"
                  + " writes");
      case "unreserved" ->
          Optional.of(
              kept(status)
                  + ", more than max_slot_wal_keep_size, and is lost at the next checkpoint: raise"
                  + " max_slot_wal_keep_size (ALTER SYSTEM SET max_slot_wal_keep_size = ...; SELECT"
                  + " pg_reload_conf()), or let the collector catch up now");
      case "lost" ->
          Optional.of(
              "replication slot "
                  + slot
                  + " has lost changes"
                  + (status.invalidation().isEmpty() ? "" : " (" + status.invalidation() + ")")
                  + ": run collector resnapshot with the same flags; it changes no count");
      default -> Optional.empty();
    };
  }

  private String kept(SlotStatus status) {
    return "replication slot " + slot + " keeps " + Bytes.text(status.keptBytes()) + " of WAL";
  }

  private static String safe(SlotStatus status) {
    return status.safeBytes().isPresent()
        ? ", and is lost after " + Bytes.text(status.safeBytes().getAsLong()) + " more"
        : "";
  }
}
