package dev.tandem.counting;

import dev.tandem.domain.Document;
import dev.tandem.domain.Times;
import java.util.Optional;
import java.util.Set;

/** Whether a document may count (contract, section 2). */
final class Countability {
  private static final Set<String> AUTHORISED = Set.of("100", "150");
  private static final Set<String> CANCELLED_AFTER_AUTHORISATION = Set.of("101", "151", "155");

  private final long maxFutureMs;

  /**
   * @param maxFutureMs how long after its arrival a document may claim to have been issued
   */
  Countability(long maxFutureMs) {
    this.maxFutureMs = maxFutureMs;
  }

  /** Why a document that arrived at an instant is not countable; empty where it is. */
  Optional<NotCountable> objection(Document document, long arrivedMs) {
    if (document.accessKey().isEmpty()) {
      return Optional.of(NotCountable.NO_ACCESS_KEY);
    }
    if (document.status().isEmpty()) {
      return Optional.of(NotCountable.NO_PROTOCOL);
    }
    if (!AUTHORISED.contains(document.status())
        && !CANCELLED_AFTER_AUTHORISATION.contains(document.status())) {
      return Optional.of(NotCountable.NOT_AUTHORISED);
    }
    if (!document.production()) {
      return Optional.of(NotCountable.NOT_PRODUCTION);
    }
    long issuedMs = document.facts().issuedMs();
    if (Times.isAbsurd(issuedMs) || Times.isAbsurd(document.facts().issuedLocalMs())) {
      return Optional.of(NotCountable.TIME_OUT_OF_RANGE);
    }
    if (Times.isPresent(issuedMs) && issuedMs - arrivedMs > maxFutureMs) {
      return Optional.of(NotCountable.FUTURE);
    }
    return Optional.empty();
  }
}
