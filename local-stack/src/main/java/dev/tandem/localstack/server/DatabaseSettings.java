package dev.tandem.localstack.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** The server settings of the embedded PostgreSQL. */
final class DatabaseSettings {
  private DatabaseSettings() {}

  static Map<String, String> of(Durability durability) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", Ports.HOST);
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    // Logical replication: a slot and a sender for every collector a test may start or leave
    // behind.
    settings.put("wal_level", "logical");
    settings.put("max_replication_slots", "32");
    settings.put("max_wal_senders", "32");
    // A bulk load should not checkpoint all the time.
    settings.put("max_wal_size", "4GB");
    String safe = durability == Durability.SAFE ? "on" : "off";
    settings.put("fsync", safe);
    settings.put("full_page_writes", safe);
    settings.put("synchronous_commit", safe);
    return settings;
  }
}
