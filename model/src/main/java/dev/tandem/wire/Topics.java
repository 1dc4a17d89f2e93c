package dev.tandem.wire;

/**
 * The names of Tandem's topics.
 *
 * @param prefix put before each name; empty by default, so that several Tandems can share a cluster
 */
public record Topics(String prefix) {
  public static final Topics DEFAULT = new Topics("");

  /** Captures and marks, by access key. */
  public String captures() {
    return prefix + "captures";
  }

  /** What could not be read, by origin. */
  public String rejected() {
    return prefix + "captures-rejected";
  }

  /** What each collector must find again after a restart, compacted, by source. */
  public String collectorState() {
    return prefix + "collector-state";
  }

  /** Contributions whose windows have passed beyond {@code lateness.history}. */
  public String expired() {
    return prefix + "captures-expired";
  }

  /** The live side's counts, compacted, by metric, window and dimensions. */
  public String liveCounts() {
    return prefix + "live-counts";
  }

  /** The history side's counts, compacted, by metric, window and dimensions. */
  public String historyCounts() {
    return prefix + "history-counts";
  }

  /** What backfills have counted, compacted, keyed likewise; a stream's answers stay its own. */
  public String historyBackfill() {
    return prefix + "history-backfill";
  }

  /** How many captures were of which quality, compacted, by partition and class. */
  public String quality() {
    return prefix + "quality-counts";
  }

  /** How far each engine is in each partition of the log, compacted. */
  public String progress() {
    return prefix + "progress";
  }
}
