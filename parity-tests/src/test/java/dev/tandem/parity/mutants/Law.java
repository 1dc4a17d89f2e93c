package dev.tandem.parity.mutants;

import dev.tandem.localstack.check.Comparison;
import java.sql.Connection;
import java.sql.SQLException;

/** Opinions that must agree about a log, SQL the first of them. */
interface Law {
  /** Compares them. */
  Comparison of(RandomLog log, long seed, Connection database) throws SQLException;
}
