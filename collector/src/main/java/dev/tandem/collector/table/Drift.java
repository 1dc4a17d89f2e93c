package dev.tandem.collector.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened between two fingerprints that may have kept rows out of the change stream. Where
 * harmless changes leave the same trace as others, they are taken for the others.
 */
final class Drift {
  private static final String FOREIGN = "f";
  private static final String PARTITIONED = "p";
  private static final String PERMANENT = "p";

  /** Words of a partition's fact. */
  private static final int ATTACHED = 1;

  private static final int KIND = 2;
  private static final int PERSISTENCE = 3;
  private static final int TOAST = 4;

  private final TableName table;
  private final String publication;
  private final Fingerprint before;
  private final Fingerprint now;
  private final PartitionHistory history;
  private final List<String> found = new ArrayList<>();
  private final List<String> first = new ArrayList<>();

  private Drift(
      TableName table,
      String publication,
      Fingerprint before,
      Fingerprint now,
      PartitionHistory history) {
    this.table = table;
    this.publication = publication;
    this.before = before;
    this.now = now;
    this.history = history;
  }

  /** Looks for it. */
  static Drift between(
      TableName table,
      String publication,
      Fingerprint before,
      Fingerprint now,
      PartitionHistory history)
      throws SQLException {
    Drift drift = new Drift(table, publication, before, now, history);
    if (!before.facts().equals(now.facts())) {
      drift.look();
    }
    return drift;
  }

  /** What happened, in words; none where every row came by the stream. */
  List<String> found() {
    return List.copyOf(found);
  }

  /** The statements without which another snapshot would not help. */
  List<String> first() {
    return List.copyOf(first);
  }

  private void look() throws SQLException {
    publication();
    if (!same(Fingerprint.TABLE)) {
      found.add(
          now.fact(Fingerprint.TABLE).isEmpty()
              ? "there is no table " + table + " any more: it was dropped or renamed"
              : table
                  + " is another table than before: it was dropped and made again, or renamed and"
                  + " another took its name");
      return;
    }
    if (!same(Fingerprint.NAME)) {
      found.add(
          table + " was renamed, moved to another schema or given another owner, and put back");
    }
    boolean sameRights = before.word(Fingerprint.SCHEMA, 2).equals(now.word(Fingerprint.SCHEMA, 2));
    if (!same(Fingerprint.SCHEMA)
        && (sameRights
            || !before.word(Fingerprint.SCHEMA, 0).equals(now.word(Fingerprint.SCHEMA, 0)))) {
      found.add("schema " + table.schema() + " was renamed or given another owner");
    }
    membership();
    if (!same(Fingerprint.ANCESTORS)) {
      found.add(table + " was detached from the table it is a partition of, or attached to one");
    }
    storage();
    columns();
    partitions();
  }

  private boolean same(String fact) {
    return before.fact(fact).equals(now.fact(fact));
  }

  private void publication() {
    if (same(Fingerprint.PUBLICATION)) {
      return;
    }
    String then = before.word(Fingerprint.PUBLICATION, 0);
    found.add(
        "publication "
            + publication
            + (now.fact(Fingerprint.PUBLICATION).isEmpty()
                ? " is not there any more"
                : now.word(Fingerprint.PUBLICATION, 0).equals(then)
                    ? " was altered: what it publishes, another of its options or its owner"
                    : " was dropped and made again"));
  }

  /** What has been added lets in more rows, not fewer. */
  private void membership() {
    List<String> present = List.of(now.fact(Fingerprint.MEMBERSHIP).split(", ", -1));
    if (same(Fingerprint.PUBLICATION)
        && !before.fact(Fingerprint.MEMBERSHIP).isEmpty()
        && !present.containsAll(List.of(before.fact(Fingerprint.MEMBERSHIP).split(", ", -1)))) {
      found.add(
          table
              + " was taken out of publication "
              + publication
              + ", or its row filter or columns were changed there");
    }
  }

  private void storage() throws SQLException {
    if (!now.word(Fingerprint.STORAGE, 0).equals(PERMANENT)) {
      unlogged(table.toString(), table.sql());
    } else if (!now.fact(Fingerprint.MEMBERSHIP).contains("table ")
        && !before.word(Fingerprint.STORAGE, 1).equals(now.word(Fingerprint.STORAGE, 1))) {
      // PostgreSQL lets no table be unlogged that is in a publication by its own name.
      rewritten(Long.parseLong(now.word(Fingerprint.TABLE, 0)), table.toString());
    }
  }

  private void columns() {
    SortedMap<String, String> present = now.facts(Fingerprint.COLUMN);
    before
        .facts(Fingerprint.COLUMN)
        .forEach(
            (column, number) -> {
              if (!number.equals(present.get(column))) {
                found.add(
                    present.containsKey(column)
                        ? "column " + column + " of " + table + " is another column than before"
                        : "column "
                            + column
                            + " of table "
                            + table
                            + " is gone: it was dropped or renamed (name the one to be read"
                            + " instead)");
              }
            });
  }

  private void partitions() throws SQLException {
    boolean partitioned = now.word(Fingerprint.TABLE, 1).equals(PARTITIONED);
    SortedMap<String, String> known = new TreeMap<>(before.facts(Fingerprint.PARTITION));
    for (String oid : now.facts(Fingerprint.PARTITION).keySet()) {
      String fact = Fingerprint.PARTITION + oid;
      if (before.fact(fact).equals(now.fact(fact))) {
        continue;
      }
      long partition = Long.parseLong(oid);
      String name = history.name(partition);
      boolean stayed =
          known.containsKey(oid) && before.word(fact, ATTACHED).equals(now.word(fact, ATTACHED));
      if (!partitioned) {
        found.add(name + " inherits from " + table + ", and its changes come under its own name");
        first.add("ALTER TABLE " + name + " NO INHERIT " + table.sql());
      } else if (now.word(fact, KIND).equals(FOREIGN)) {
        found.add("partition " + name + " is a foreign table, which has no change stream");
        first.add("ALTER TABLE " + table.sql() + " DETACH PARTITION " + name);
      } else if (!now.word(fact, PERSISTENCE).equals(PERMANENT)) {
        unlogged("partition " + name, name);
      } else if (!stayed && !history.createdAsPartition(partition)) {
        attached(partition, name);
      } else if (stayed && !before.word(fact, TOAST).equals(now.word(fact, TOAST))) {
        rewritten(partition, "partition " + name);
      }
    }
  }

  private void attached(long partition, String name) throws SQLException {
    if (history.mayHoldRows(partition)) {
      found.add(name + " was attached to " + table + " with rows in it");
    }
  }

  private void unlogged(String what, String sql) {
    found.add(what + " is unlogged, so it has no change stream");
    first.add("ALTER TABLE " + sql + " SET LOGGED");
  }

  private void rewritten(long oid, String what) throws SQLException {
    if (!history.rewrittenForColumns(oid)) {
      found.add(what + " was rewritten as ALTER TABLE SET UNLOGGED and SET LOGGED do");
    }
  }
}
