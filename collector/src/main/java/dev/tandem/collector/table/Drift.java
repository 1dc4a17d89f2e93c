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

  /** Words of a partition's fact. */
  private static final int ATTACHED = 1;

  private static final int KIND = 2;

  private final TableName table;
  private final String publication;
  private final Fingerprint before;
  private final Fingerprint now;
  private final PartitionHistory history;
  private final List<String> found = new ArrayList<>();
  private final List<String> first = new ArrayList<>();
  private final List<String> retyped = new ArrayList<>();
  private boolean rowsRewritten;

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

  /** Columns of another type, whose rewritten values are taken to be the same. */
  List<String> retyped() {
    return List.copyOf(retyped);
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
    partitions();
    ColumnDrift columns = ColumnDrift.between(table, before, now, history, rowsRewritten);
    found.addAll(columns.lost());
    retyped.addAll(columns.retyped());
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

  private void storage() {
    Storage storage = Storage.ofTable(before, now);
    if (!storage.isLogged()) {
      unlogged(table.toString(), table.sql());
    } else {
      rewritten(storage, table.toString());
    }
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
      } else if (!Storage.ofPartition(before, now, fact).isLogged()) {
        unlogged("partition " + name, name);
      } else if (stayed) {
        rewritten(Storage.ofPartition(before, now, fact), "partition " + name);
      } else if (!history.createdAsPartition(partition)) {
        attached(partition, name);
      } else if (!history.inItsFirstFile(partition)) {
        found.add(
            "partition "
                + name
                + " was created and then rewritten, as ALTER TABLE SET UNLOGGED and SET LOGGED do");
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

  private void rewritten(Storage storage, String what) {
    if (!storage.rewritten()) {
      return;
    }
    rowsRewritten = true;
    if (!storage.keptLogged()) {
      found.add(
          what
              + " was rewritten, as ALTER TABLE SET UNLOGGED and SET LOGGED do: a table that is"
              + " in no publication by its own name may have been unlogged meanwhile");
    }
  }
}
