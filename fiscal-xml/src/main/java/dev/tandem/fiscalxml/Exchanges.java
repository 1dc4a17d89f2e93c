package dev.tandem.fiscalxml;

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
 * that has no answer yet.
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

  private Exchanges() {}

  static Exchanges among(List<Part> parts) {
    Exchanges exchanges = new Exchanges();
    List<Part> unanswered = new ArrayList<>();
    for (Part part : parts) {
      if (!isExchanged(part)) {
        continue;
      }
      if (!isAnswer(part)) {
        unanswered.add(part);
        exchanges.byFirstPart.put(part, new Exchange(Optional.of(part), Optional.empty()));
        continue;
      }
      Optional<Part> request = takeRequestOf(part, unanswered);
      exchanges.byFirstPart.put(request.orElse(part), new Exchange(request, Optional.of(part)));
    }
    return exchanges;
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
    return part.fields().has(Field.STATUS);
  }

  private static Optional<Part> takeRequestOf(Part answer, List<Part> unanswered) {
    for (Iterator<Part> requests = unanswered.iterator(); requests.hasNext(); ) {
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
