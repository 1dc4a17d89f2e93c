package dev.tandem.fiscalxml;

import dev.tandem.domain.Cancellation;
import dev.tandem.fiscalxml.RecordElement.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to the authority and their answers: events, cancellations of the old form, number gaps.
 * An answer belongs to the first request before it in its container that it does not contradict and
 * that has no answer yet. An accepted one for which none is left takes the place of a refusal: what
 * the authority accepted is final, whatever it refused before.
 */
final class Exchanges {
  /** At least one of the two is there. */
  record Exchange(Optional<Part> request, Optional<Part> answer) {
    /** What both say, the answer's value where both have one. */
    String get(Field field) {
      return answer
          .map(Part::fields)
          .filter(fields -> fields.has(field))
          .or(() -> request.map(Part::fields))
          .map(fields -> fields.get(field))
          .orElse("");
    }

    boolean production() {
      Fields any = answer.or(() -> request).orElseThrow().fields();
      return request.map(Part::fields).orElse(any).productionWith(any);
    }

    boolean foreign() {
      return request.map(Part::foreign).orElse(false) || answer.map(Part::foreign).orElse(false);
    }

    String accessKey() {
      String key = get(Field.KEY);
      return Part.wellFormed(key.isEmpty() ? get(Field.FOREIGN_KEY) : key);
    }
  }

  private final Map<Part, Exchange> byFirstPart = new HashMap<>();
  private final List<Part> unanswered = new ArrayList<>();
  private final List<Part> refused = new ArrayList<>();

  private Exchanges() {}

  static Exchanges among(List<Part> parts) {
    Exchanges exchanges = new Exchanges();
    for (Part part : parts) {
      if (isExchanged(part)) {
        exchanges.add(part);
      }
    }
    return exchanges;
  }

  private void add(Part part) {
    if (!isAnswer(part)) {
      unanswered.add(part);
      byFirstPart.put(part, new Exchange(Optional.of(part), Optional.empty()));
      return;
    }
    Optional<Part> request = take(part, unanswered);
    if (request.isEmpty() && isAccepted(part)) {
      request = take(part, refused);
      request
          .flatMap(taken -> byFirstPart.get(taken).answer())
          .ifPresent(refusal -> byFirstPart.put(refusal, alone(refusal)));
    }
    if (!isAccepted(part)) {
      request.ifPresent(refused::add);
    }
    byFirstPart.put(request.orElse(part), new Exchange(request, Optional.of(part)));
  }

  /** Empty for an answer that belongs to a request before it. */
  Optional<Exchange> startingAt(Part part) {
    return Optional.ofNullable(byFirstPart.get(part));
  }

  private static boolean isExchanged(Part part) {
    return part.role() == Role.EVENT
        || part.role() == Role.RECEIPT
        || part.role() == Role.NUMBER_GAP;
  }

  /** Only the authority writes a {@code cStat}. */
  private static boolean isAnswer(Part part) {
    return part.fields().names(Field.STATUS);
  }

  private static boolean isAccepted(Part answer) {
    String status = answer.fields().get(Field.STATUS);
    return switch (answer.role()) {
      case EVENT -> Cancellation.Form.EVENT.grantedBy(status);
      case RECEIPT -> Cancellation.Form.RECEIPT.grantedBy(status);
      default -> false;
    };
  }

  private static Exchange alone(Part answer) {
    return new Exchange(Optional.empty(), Optional.of(answer));
  }

  private static Optional<Part> take(Part answer, List<Part> candidates) {
    for (Iterator<Part> requests = candidates.iterator(); requests.hasNext(); ) {
      Part request = requests.next();
      boolean belongs =
          request.container() == answer.container()
              && request.role() == answer.role()
              && agree(request.namedKey(), answer.namedKey())
              && agree(request, answer, Field.EVENT_TYPE)
              && agree(request, answer, Field.SEQUENCE);
      if (belongs) {
        requests.remove();
        return Optional.of(request);
      }
    }
    return Optional.empty();
  }

  private static boolean agree(Part request, Part answer, Field field) {
    return agree(request.fields().get(field), answer.fields().get(field));
  }

  private static boolean agree(String a, String b) {
    return a.isEmpty() || b.isEmpty() || a.equals(b);
  }
}
