package dev.tandem.localstack.generator.load;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the database to be loaded; whoever asks for one closes it. */
@FunctionalInterface
public interface ConnectionSource {
  Connection open() throws SQLException;
}
