package dev.tandem.collector.table;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What decides whether the change stream carries every row of a table, as the catalog had it at one
 * moment. Values hold the transaction that wrote a row of the catalog, so that a change which was
 * put back leaves its trace.
 *
 * @param lsn of the server's WAL when it was read
 * @param facts by name; see {@link FingerprintQuery}
 */
public record Fingerprint(long lsn, SortedMap<String, String> facts) {
  static final String TABLE = "table";
  static final String NAME = "name";
  static final String SCHEMA = "schema";
  static final String STORAGE = "storage";
  static final String PUBLICATION = "publication";
  static final String MEMBERSHIP = "membership";
  static final String ANCESTORS = "ancestors";

  /** Before a column's name. */
  static final String COLUMN = "column ";

  /** Before a partition's oid. */
  static final String PARTITION = "partition ";

  /** The word of a partition's fact that its storage begins with. */
  static final int PARTITION_STORAGE = 3;

  public Fingerprint {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** A fact, empty where there is none. */
  String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  /** The words of a fact's value; a word that is not there is empty. */
  String word(String name, int word) {
    String[] words = fact(name).split(" ", -1);
    return word < words.length ? words[word] : "";
  }

  /** The columns it is of. */
  public List<String> columnNames() {
    return List.copyOf(facts(COLUMN).keySet());
  }

  /** Whether it is of this very table, whatever its name was meanwhile. */
  public boolean isOf(SourceTable table) {
    return word(TABLE, 0).equals(Long.toString(table.oid()));
  }

  /** Those facts whose name begins so, by the rest of the name. */
  SortedMap<String, String> facts(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Map.Entry<String, String> fact : facts.tailMap(prefix).entrySet()) {
      if (!fact.getKey().startsWith(prefix)) {
        break;
      }
      found.put(fact.getKey().substring(prefix.length()), fact.getValue());
    }
    return found;
  }
}
