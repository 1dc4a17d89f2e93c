package dev.tandem.collector.table;

import java.util.Collections;
import java.util.List;

/**
 * What two fingerprints have of where a table's or a partition's rows are kept.
 *
 * @param fact its name
 * @param first the word of the fact that storage begins with
 */
record Storage(Fingerprint before, Fingerprint now, String fact, int first) {
  private static final String PERMANENT = "p";
  private static final String NONE = "0";

  /** Of the collected table. */
  static Storage ofTable(Fingerprint before, Fingerprint now) {
    return new Storage(before, now, Fingerprint.STORAGE, 0);
  }

  /** Of a partition. */
  static Storage ofPartition(Fingerprint before, Fingerprint now, String fact) {
    return new Storage(before, now, fact, Fingerprint.PARTITION_STORAGE);
  }

  boolean isLogged() {
    return now.word(fact, first).equals(PERMANENT);
  }

  /** Whether an ALTER TABLE may have rewritten every row. */
  boolean rewritten() {
    boolean sameToast = before.word(fact, first + 1).equals(now.word(fact, first + 1));
    String file = before.word(fact, first + 2);
    boolean sameFile = file.equals(now.word(fact, first + 2));
    // Without a TOAST table VACUUM FULL and TRUNCATE look like it.
    boolean noToast = now.word(fact, first + 1).equals(NONE) && !file.isEmpty();
    return !sameFile && (!sameToast || noToast);
  }

  /** Whether it was in a publication by its own name all the time, and so cannot be unlogged. */
  boolean keptLogged() {
    List<String> then = publications(before);
    return !Collections.disjoint(then, publications(now));
  }

  private List<String> publications(Fingerprint of) {
    String entries = of.word(fact, first + 3);
    return entries.isEmpty() ? List.of() : List.of(entries.split(",", -1));
  }
}
