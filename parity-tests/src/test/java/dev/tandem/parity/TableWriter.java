package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.tandem.domain.Digest;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.GeneratedRow;
import dev.tandem.localstack.generator.load.RowWriter;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Changes its own rows of the table all the time, in transactions that insert, grant drafts, change
 * another column, delete, or do all that and roll it back. The facts of every version are written
 * in the same transaction.
 */
final class TableWriter implements AutoCloseable {
  private static final long PAUSE_MS = 100;
  private static final int MOST_ROWS = 10;
  private static final int LONG_PAUSES = 5;

  private final Connection connection;
  private final RowWriter rows;
  private final DocumentGenerator generator;
  private final BooleanSupplier streamed;
  private final Random random;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Long> settled = new ArrayList<>();
  private final List<Long> seen = new ArrayList<>();
  private final List<GeneratedRow> drafts = new ArrayList<>();
  private final Map<Long, Digest> unseen = new LinkedHashMap<>();
  private long index;
  private long transactions;
  private long inserted;
  private long granted;
  private long touched;
  private long deleted;

  /**
   * A writer with rows of its own.
   *
   * @param firstIndex of its rows; no other writer comes near
   * @param streamed whether a change that begins now will be in the collector's change stream
   */
  TableWriter(
      ChangingTable table,
      DocumentGenerator generator,
      long firstIndex,
      Random random,
      BooleanSupplier streamed)
      throws SQLException {
    this.connection = table.database().open();
    this.rows = new RowWriter(connection, table.generated());
    this.generator = generator;
    this.index = firstIndex;
    this.random = random;
    this.streamed = streamed;
  }

  /** Inserts rows, some of them as drafts. */
  void insert(int count) throws SQLException {
    transaction(count, false, false);
  }

  /** Changes rows until told to stop. */
  void run() throws SQLException, InterruptedException {
    while (!stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
      transaction(1 + random.nextInt(MOST_ROWS), true, random.nextInt(10) == 0);
    }
  }

  /** Makes {@link #run} return soon. */
  void stop() {
    stopped.countDown();
  }

  private void transaction(int count, boolean changes, boolean rollBack) throws SQLException {
    boolean willBeSeen = streamed.getAsBoolean();
    List<GeneratedRow> granting = changes ? pick(drafts, 5) : List.of();
    List<Long> touching = changes ? pick(settled, 10) : List.of();
    List<Long> deleting = changes && willBeSeen ? pick(seen, 2) : List.of();
    grant(granting);
    execute(
        "UPDATE " + ChangingTable.DOCUMENTS + " SET note = md5(xml) WHERE id = ANY (?)", touching);
    execute("DELETE FROM " + ChangingTable.DOCUMENTS + " WHERE id = ANY (?)", deleting);
    List<Insert> inserts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inserts.add(next());
    }
    inserts.forEach(insert -> rows.add(insert.draft().orElse(insert.row())));
    if (changes && random.nextInt(20) == 0) {
      linger();
    }
    rows.send();
    if (rollBack) {
      connection.rollback();
      return;
    }
    connection.commit();
    transactions++;
    inserts.forEach(insert -> committed(insert, willBeSeen));
    granted += granting.size();
    drafts.removeAll(granting);
    granting.forEach(row -> settled.add(row.id()));
    touched += touching.size();
    deleted += deleting.size();
    settled.removeAll(deleting);
    seen.removeAll(deleting);
  }

  private record Insert(GeneratedRow row, Optional<GeneratedRow> draft) {}

  private Insert next() {
    Optional<GeneratedRow> draft =
        random.nextInt(3) == 0 ? generator.draft(index) : Optional.empty();
    return new Insert(generator.row(index++), draft);
  }

  private void committed(Insert insert, boolean willBeSeen) {
    inserted++;
    GeneratedRow row = insert.row();
    if (insert.draft().isPresent()) {
      drafts.add(row);
      if (!willBeSeen) {
        unseen.put(row.id(), Digest.of(insert.draft().get().xml().getBytes(UTF_8)));
      }
    } else {
      settled.add(row.id());
      if (willBeSeen) {
        seen.add(row.id());
      }
    }
  }

  /** The authority's answer has come. */
  private void grant(List<GeneratedRow> granting) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + ChangingTable.DOCUMENTS + " SET xml = ? WHERE id = ?")) {
      for (GeneratedRow row : granting) {
        update.setString(1, row.xml());
        update.setLong(2, row.id());
        update.addBatch();
        rows.addFacts(row);
      }
      update.executeBatch();
    }
  }

  private void execute(String sql, List<Long> ids) throws SQLException {
    if (!ids.isEmpty()) {
      Array array = connection.createArrayOf("bigint", ids.toArray());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setArray(1, array);
        statement.executeUpdate();
      }
    }
  }

  /** Others begin and commit meanwhile, so commits are not in the order of changes. */
  private void linger() {
    try {
      boolean unused = stopped.await(LONG_PAUSES * PAUSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> List<T> pick(List<T> from, int most) {
    List<T> picked = new ArrayList<>();
    int wanted = Math.min(random.nextInt(most + 1), from.size());
    for (int i = 0; i < wanted; i++) {
      T one = from.get(random.nextInt(from.size()));
      if (!picked.contains(one)) {
        picked.add(one);
      }
    }
    return picked;
  }

  /**
   * The versions that were not captured and need not be: drafts from before the slot that had been
   * granted when a snapshot looked. Once it has ended.
   */
  List<Long> neverSeen(LogWatch log) {
    Set<Long> still = drafts.stream().map(GeneratedRow::id).collect(toSet());
    return unseen.entrySet().stream()
        .filter(row -> !still.contains(row.getKey()))
        .filter(row -> !log.has(Long.toString(row.getKey()), row.getValue().toString()))
        .map(row -> -row.getKey())
        .toList();
  }

  /** What it has done, once it has ended. */
  @Override
  public String toString() {
    return String.format(
        "%d transactions: %d rows inserted, %d drafts granted, %d rows changed in another column,"
            + " %d deleted",
        transactions, inserted, granted, touched, deleted);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
