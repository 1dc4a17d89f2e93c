package dev.tandem.collector.check;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.database.ReplicationSlot;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.SourceState;
import dev.tandem.collector.watch.Bytes;
import dev.tandem.collector.watch.SlotStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The replication slot that is there, or room for one. */
final class SlotCheck {
  private static final String PLUGIN = "pgoutput";

  /** A slot comes to be only when all transactions that were running then have ended. */
  private static final String PREPARED =
      "SELECT count(*), min(gid) FROM pg_prepared_xacts WHERE database = current_database()";

  private final Database database;
  private final Connection connection;
  private final ServerFacts server;
  private final CheckRequest request;
  private final Findings findings;

  SlotCheck(
      Database database,
      Connection connection,
      ServerFacts server,
      CheckRequest request,
      Findings findings) {
    this.database = database;
    this.connection = connection;
    this.server = server;
    this.request = request;
    this.findings = findings;
  }

  /**
   * Looks.
   *
   * @param state what earlier collectors have left
   */
  void run(SourceState state) throws SQLException {
    Optional<SlotStatus> slot = SlotStatus.read(connection, request.slot());
    if (slot.isPresent()) {
      existing(slot.get());
      position(slot.get(), state);
      return;
    }
    if (state.source().isPresent() || state.snapshot().isPresent()) {
      findings.problem("slot", new ReplicationSlot(database, request.slot()).gone());
      return;
    }
    long most = server.number("max_replication_slots");
    if (server.slots() < most) {
      findings.ok(
          "slot",
          "slot "
              + request.slot()
              + " will be created; "
              + server.slots()
              + " of "
              + most
              + " are in use");
    } else {
      findings.problem(
          "slot",
          "all " + most + " replication slots are in use, and " + request.slot() + " is not there",
          List.of("ALTER SYSTEM SET max_replication_slots = " + (most + 10)),
          "then restart the server; or drop a slot that nobody uses (pg_replication_slots)");
    }
    prepared();
  }

  /** Where a collector reads from it right now, its position moves and cannot be compared. */
  private void position(SlotStatus slot, SourceState state) {
    if (state.snapshot().isEmpty() || slot.active() || slot.lost()) {
      return;
    }
    try {
      SnapshotState snapshot = state.snapshot().get();
      ReplicationSlot.State unused =
          new ReplicationSlot(database, request.slot())
              .verified(connection, snapshot.position(), snapshot.start().cluster());
    } catch (DatabaseException e) {
      findings.problem("slot", e);
    }
  }

  private void prepared() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PREPARED);
        ResultSet row = query.executeQuery()) {
      row.next();
      if (row.getInt(1) > 0) {
        findings.advice(
            "prepared_transactions",
            row.getInt(1)
                + " prepared transactions are open, "
                + row.getString(2)
                + " among them; the slot is not ready before they end",
            List.of(),
            "end them with COMMIT PREPARED or ROLLBACK PREPARED");
      }
    }
  }

  private void existing(SlotStatus slot) {
    String name = "slot " + request.slot();
    if (!slot.plugin().equals(PLUGIN) || !slot.database().equals(request.database().database())) {
      findings.problem(
          "slot",
          name
              + " is of plugin \""
              + slot.plugin()
              + "\" and database \""
              + slot.database()
              + "\", not of "
              + PLUGIN
              + " in \""
              + request.database().database()
              + '"',
          List.of(),
          "name another with --slot");
    } else if (slot.lost()) {
      findings.problem(
          "slot",
          name
              + " has lost changes: the server removed WAL that it still needed"
              + (slot.invalidation().isEmpty() ? "" : " (" + slot.invalidation() + ")"),
          List.of(),
          "run collector resnapshot with the same flags; it changes no count");
    } else if (slot.walStatus().equals("unreserved")) {
      findings.advice(
          "slot",
          name
              + " is about to be lost: it holds back "
              + Bytes.text(slot.keptBytes())
              + " of WAL, more than max_slot_wal_keep_size",
          List.of(),
          "start the collector now, or raise max_slot_wal_keep_size");
    } else {
      findings.ok(
          "slot",
          name
              + " is there"
              + (slot.active() ? " and being read" : "")
              + "; "
              + Bytes.text(slot.pendingBytes())
              + " of WAL are still to be delivered, "
              + Bytes.text(slot.keptBytes())
              + " are kept for it");
    }
  }
}
