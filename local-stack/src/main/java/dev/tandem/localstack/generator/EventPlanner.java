package dev.tandem.localstack.generator;

import static dev.tandem.localstack.generator.DayCurve.DAY_MS;
import static dev.tandem.localstack.generator.DayCurve.HOUR_MS;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.DocumentSpec.Embedded;
import dev.tandem.localstack.generator.Role.Timing;
import java.util.Optional;

/** Thinks up events about documents, and when copies and events arrive. */
final class EventPlanner {
  private final long seed;
  private final ArrivalPlan arrivals;
  private final DocumentPlanner documents;

  EventPlanner(long seed, ArrivalPlan arrivals, DocumentPlanner documents) {
    this.seed = seed;
    this.arrivals = arrivals;
    this.documents = documents;
  }

  /** When the row of a copy or event arrives. */
  long arrivalMs(long index, DocumentSpec about, Timing timing, Optional<Edge> edge) {
    if (edge.isPresent()) {
      return arrivals.allowedMs(index, documents.edgeTimes(about.index(), edge.get()).arrivalMs());
    }
    Dice dice = Dice.of(seed, index, Purpose.ARRIVAL);
    long targetMs = about.arrivedMs();
    return switch (timing) {
      case EARLIER -> arrivals.allowedMs(index, targetMs - earlierMs(about, dice));
      case SAME_MS -> arrivals.allowedMs(index, targetMs);
      case LATER ->
          arrivals.laterMs(
              index,
              targetMs,
              dice.between(1, dice.chance(0.5) ? HOUR_MS : dice.chance(0.8) ? DAY_MS : 7 * DAY_MS));
      case LONG_AFTER -> arrivals.laterMs(index, targetMs, dice.between(3 * DAY_MS, 120 * DAY_MS));
    };
  }

  /** By moments, or by up to the document's delay: then the verdict may be another one. */
  private static long earlierMs(DocumentSpec about, Dice dice) {
    long mostMs = 5_000;
    if (dice.chance(0.5) && about.issued().instant().isPresent()) {
      long issuedMs = about.issued().instant().get().toEpochMilli();
      mostMs = Math.max(mostMs, Math.min(90 * DAY_MS, about.arrivedMs() - issuedMs));
    }
    return dice.between(1, mostMs);
  }

  /** The event of a row that arrives at a time. */
  EventSpec plan(
      long index, EventKind kind, DocumentSpec about, long arrivedMs, Optional<Edge> edge) {
    Dice dice = Dice.of(seed, index, Purpose.EVENT);
    long registeredMs = registeredMs(about, arrivedMs, dice);
    if (edge.isPresent() && edge.get().metric().timeOf() == Edge.TimeOf.REGISTERED) {
      registeredMs = documents.edgeTimes(about.index(), edge.get()).eventTimeMs();
    }
    return spec(kind, about, registeredMs, dice);
  }

  /** The event that came in a document's own row. */
  EventSpec embedded(DocumentSpec about) {
    Dice dice = Dice.of(seed, about.index(), Purpose.EVENT);
    long registeredMs = registeredMs(about, about.arrivedMs(), dice);
    return spec(embeddedKind(about.embedded()), about, registeredMs, dice);
  }

  private static EventKind embeddedKind(Embedded embedded) {
    return switch (embedded) {
      case CANCELLATION -> EventKind.CANCELLATION;
      case CANCELLATION_ANSWER -> EventKind.CANCELLATION_ANSWER;
      case OLD_CANCELLATION -> EventKind.OLD_CANCELLATION;
      case REFUSED_CANCELLATION -> EventKind.CANCELLATION_REFUSED;
      case CORRECTION_LETTER -> EventKind.CORRECTION;
      case NOTHING -> throw new IllegalArgumentException("there is no event beside the document");
    };
  }

  private static EventSpec spec(EventKind kind, DocumentSpec about, long registeredMs, Dice dice) {
    State state = about.issuer().state();
    boolean offset = !kind.isReceipt() || about.layout().startsWith("3");
    boolean answersTime =
        !kind.answer().isEmpty() && kind != EventKind.CANCELLATION_WITHOUT_REGISTRATION;
    return new EventSpec(
        kind,
        about,
        kind == EventKind.CORRECTION ? 1 + dice.below(5) : 1,
        about.allProduction() && kind != EventKind.CANCELLATION_IN_TEST,
        IssueTime.ofAuthority(registeredMs - dice.between(1, 30) * 1000, state, offset),
        answersTime ? IssueTime.ofAuthority(registeredMs, state, offset) : IssueTime.ABSENT);
  }

  /** After the document's authorisation, before the event's arrival where that can be. */
  private static long registeredMs(DocumentSpec about, long arrivedMs, Dice dice) {
    long fromMs =
        about
            .protocol()
            .registered()
            .instant()
            .or(() -> about.issued().instant())
            .map(instant -> instant.toEpochMilli() + 60_000)
            .orElse(arrivedMs - 60_000);
    long toMs = Math.min(fromMs + (dice.chance(0.9) ? 20 * HOUR_MS : 6 * DAY_MS), arrivedMs);
    return Math.floorDiv(dice.between(fromMs, toMs), 1000L) * 1000;
  }
}
