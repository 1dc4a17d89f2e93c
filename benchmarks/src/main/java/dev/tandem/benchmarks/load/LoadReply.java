package dev.tandem.benchmarks.load;

import java.util.Optional;

/**
 * What the load process answers to a {@link LoadCommand}: one of these.
 *
 * @param failed in words
 */
record LoadReply(
    Optional<Long> appended,
    Optional<CatchUp> caughtUp,
    Optional<Trial> trial,
    Optional<String> failed) {

  static LoadReply appended(long captures) {
    return new LoadReply(
        Optional.of(captures), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static LoadReply caughtUp(CatchUp caughtUp) {
    return new LoadReply(
        Optional.empty(), Optional.of(caughtUp), Optional.empty(), Optional.empty());
  }

  static LoadReply trial(Trial trial) {
    return new LoadReply(Optional.empty(), Optional.empty(), Optional.of(trial), Optional.empty());
  }

  static LoadReply failed(String message) {
    return new LoadReply(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(message));
  }
}
