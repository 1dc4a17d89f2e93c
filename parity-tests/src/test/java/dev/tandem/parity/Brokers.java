package dev.tandem.parity;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a deployment's log is.
 *
 * @param ofTests where a test looks
 * @param ofPrograms where the programs are told to look
 * @param kafkaConfig what the programs log in with
 */
record Brokers(String ofTests, String ofPrograms, Optional<Path> kafkaConfig) {
  /** Where nobody is asked who is there. */
  static Brokers open(String bootstrapServers) {
    return new Brokers(bootstrapServers, bootstrapServers, Optional.empty());
  }
}
