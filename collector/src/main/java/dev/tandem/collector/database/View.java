package dev.tandem.collector.database;

import java.sql.Connection;

/** What readers of the table see. */
public interface View extends AutoCloseable {
  /** Opens a connection that can only read. */
  Connection connect(String purpose);

  @Override
  void close();
}
