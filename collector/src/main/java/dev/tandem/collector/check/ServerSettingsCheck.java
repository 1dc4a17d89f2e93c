package dev.tandem.collector.check;

import dev.tandem.collector.watch.Bytes;
import java.util.List;

/** The server's version and settings. */
final class ServerSettingsCheck {
  private static final int MESSAGES = 140_000;
  private static final int ROW_FILTERS = 150_000;
  private static final long MB = 1 << 20;

  /** Less than this goes by in minutes on a busy server. */
  private static final long SMALL_KEEP_MB = 1024;

  private final ServerFacts server;
  private final CheckRequest request;
  private final Findings findings;

  ServerSettingsCheck(ServerFacts server, CheckRequest request, Findings findings) {
    this.server = server;
    this.request = request;
    this.findings = findings;
  }

  void run() {
    version();
    walLevel();
    senders();
    keepSize();
    idleTimeout();
  }

  private void version() {
    boolean filtered = request.table().where().isPresent();
    String text = "PostgreSQL " + server.versionText();
    if (server.version() < (filtered ? ROW_FILTERS : MESSAGES)) {
      findings.problem(
          "server",
          text
              + (filtered
                  ? ", but --where needs 15 or newer (publications with row filters)"
                  : ", but the collector needs 14 or newer"),
          List.of(),
          "update the server" + (filtered ? ", or leave --where out" : ""));
    } else if (server.standby()) {
      findings.problem("server", text + ", a standby", List.of(), "name its primary in --url");
    } else {
      findings.ok("server", text + ", a primary");
    }
  }

  private void walLevel() {
    String level = server.setting("wal_level");
    if (level.equals("logical")) {
      findings.ok("wal_level", "wal_level is logical");
    } else {
      findings.problem(
          "wal_level",
          "wal_level is " + level + ", but the change stream needs logical",
          List.of("ALTER SYSTEM SET wal_level = 'logical'"),
          "then restart the server");
    }
  }

  private void senders() {
    long most = server.number("max_wal_senders");
    if (server.senders() < most) {
      findings.ok("wal_senders", server.senders() + " of " + most + " WAL senders are in use");
    } else {
      findings.problem(
          "wal_senders",
          "all " + most + " WAL senders are in use",
          List.of("ALTER SYSTEM SET max_wal_senders = " + (most + 10)),
          "then restart the server");
    }
  }

  private void keepSize() {
    long keepMb = server.number("max_slot_wal_keep_size");
    List<String> limit =
        List.of("ALTER SYSTEM SET max_slot_wal_keep_size = '20GB'", "SELECT pg_reload_conf()");
    if (keepMb < 0) {
      findings.advice(
          "max_slot_wal_keep_size",
          "max_slot_wal_keep_size is -1: a slot that nobody reads keeps WAL until the disk is full",
          limit,
          "choose what the disk can spare instead of 20GB; a collector that stays away for longer"
              + " than that lasts takes a new snapshot (collector resnapshot), which changes no"
              + " count");
    } else if (keepMb < SMALL_KEEP_MB) {
      findings.advice(
          "max_slot_wal_keep_size",
          "max_slot_wal_keep_size is "
              + Bytes.text(keepMb * MB)
              + ": the slot is lost once the collector is further behind than that",
          limit,
          "choose what the disk can spare instead of 20GB");
    } else {
      findings.ok("max_slot_wal_keep_size", "max_slot_wal_keep_size is " + Bytes.text(keepMb * MB));
    }
  }

  /** From PostgreSQL 18 on; 0: never. */
  private void idleTimeout() {
    long timeout = server.number("idle_replication_slot_timeout");
    if (timeout > 0) {
      findings.advice(
          "idle_replication_slot_timeout",
          "idle_replication_slot_timeout is "
              + timeout
              + " s: the slot is lost where the collector stays away for longer",
          List.of("ALTER SYSTEM SET idle_replication_slot_timeout = 0", "SELECT pg_reload_conf()"),
          "let max_slot_wal_keep_size protect the disk instead");
    }
  }
}
