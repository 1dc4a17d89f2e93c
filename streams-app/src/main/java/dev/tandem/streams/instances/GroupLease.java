package dev.tandem.streams.instances;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether the consumer group can have given this instance up without its knowing. A process that
 * was stopped for a while, or cut off from the brokers, still believes in its partitions when it
 * goes on, and would answer for them with numbers of the past.
 *
 * <p>The group keeps a member for a session timeout after its last heartbeat. So the lease holds
 * while every consumer's heartbeats have been answered within a session timeout, by this machine's
 * monotonic clock. They are seen in samples: an answer counts from the sample before the one that
 * shows it, which also keeps the first answer after a long stop, which may be a refusal, from
 * counting. What remains is a process that goes on between two samples after a stop that was
 * shorter than the timeout by less than a heartbeat's time on the network.
 */
public final class GroupLease {
  private final long sessionTimeoutMs;
  private final Map<String, Double> heartbeats = new HashMap<>();
  private final Map<String, Long> confirmedMs = new HashMap<>();
  private long sampledMs;

  public GroupLease(long sessionTimeoutMs) {
    this.sessionTimeoutMs = sessionTimeoutMs;
  }

  /**
   * Takes a sample.
   *
   * @param totals of heartbeats answered so far, by consumer
   * @param nowMs of a clock that only goes forward
   */
  public synchronized void sample(Map<String, Double> totals, long nowMs) {
    heartbeats.keySet().retainAll(totals.keySet());
    confirmedMs.keySet().retainAll(totals.keySet());
    totals.forEach(
        (consumer, total) -> {
          Double before = heartbeats.put(consumer, total);
          if (before == null) {
            // It has no partitions yet, and the group has only just heard of it.
            confirmedMs.put(consumer, nowMs);
          } else if (!before.equals(total)) {
            confirmedMs.put(consumer, sampledMs);
          }
        });
    sampledMs = nowMs;
  }

  /** Whether the group must still know this instance. */
  public synchronized boolean isHeld(long nowMs) {
    return !confirmedMs.isEmpty()
        && confirmedMs.values().stream().allMatch(ms -> nowMs - ms < sessionTimeoutMs);
  }
}
