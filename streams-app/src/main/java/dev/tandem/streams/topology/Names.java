package dev.tandem.streams.topology;

/**
 * Nodes and stores of the topology. Stores are queried, and changelogs named, by these: they never
 * change.
 */
public final class Names {
  /** Store: access key, or row, to ledger entry; see {@link LedgerValueFormat}. */
  public static final String LEDGER = "ledger";

  /** Store: metric, window and dimensions to tally; see {@link TallyKeys}, {@link TallyFormat}. */
  public static final String TALLIES = "tallies";

  /** Store: the metrics that the partition is counted by. */
  public static final String METRICS = "metrics";

  /** Store: how far the partition has been read. */
  public static final String POSITION = "position";

  /** Store: the arrival watermark of the partition. */
  public static final String WATERMARKS = "watermarks";

  /** Store: the watermark that the tallies were last told. */
  public static final String TOLD = "told-watermark";

  /** Store: captures by quality, of the partition. */
  public static final String QUALITY = "quality";

  /**
   * Store of a tally task: partition of the captures log to the watermark that its ledger task has
   * told; see {@link TallyWatermarks}.
   */
  public static final String TALLY_WATERMARKS = "tally-watermarks";

  /** Global store: progress of every partition. */
  public static final String ALL_PROGRESS = "all-progress";

  /** Global store: quality of every partition. */
  public static final String ALL_QUALITY = "all-quality";

  static final String LEDGER_COMMIT = "ledger-commit";
  static final String TALLY_COMMIT = "tally-commit";
  static final String LEDGER_NODE = "ledger-step";
  static final String CONTRIBUTIONS_NODE = "contributions";
  static final String TALLY_NODE = "tally";
  static final String EXPIRED_SINK = "expired";
  static final String REJECTED_SINK = "rejected";
  static final String PROGRESS_SINK = "progress";
  static final String QUALITY_SINK = "quality-counts";

  private Names() {}
}
