package dev.tandem.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.Row;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A version of a row, before the keys' facts are known. What it holds decides its digest, so equal
 * identities mean equal records, as in a real table.
 */
record RowDraft(Row row, long position, List<Thing> things, Arrival arrival) {

  /** When the row arrives, given the facts of the first thing in it. */
  interface Arrival {
    long arrivedMs(Facts facts);
  }

  /** Something about a key: the shape says what, the variant which of the key's facts. */
  record Thing(int key, int variant, Shape shape) {}

  /** What can be found in a row. */
  enum Shape {
    AUTHORISED,
    AUTHORISED_LATE,
    CANCELLED_BY_PROTOCOL,
    WITH_CANCELLATION_EVENT,
    NO_PROTOCOL,
    DENIED,
    HOMOLOGATION,
    KEYLESS_DOCUMENT,
    CANCELLATION,
    CANCELLATION_BY_SUBSTITUTION,
    CANCELLATION_RECEIPT,
    CANCELLATION_WITHOUT_TIME,
    CANCELLATION_REFUSED,
    CANCELLATION_IN_HOMOLOGATION,
    CORRECTION_LETTER,
    KEYLESS_OTHER;

    private List<FiscalRecord> records(String key, Facts facts) {
      long laterMs = RandomFacts.timeMs(facts, TimeDomain.REGISTERED) + 3_600_000;
      return switch (this) {
        case AUTHORISED -> List.of(document(key, facts, "100"));
        case AUTHORISED_LATE -> List.of(document(key, facts, "150"));
        case CANCELLED_BY_PROTOCOL ->
            List.of(
                document(key, facts, "101"),
                new Cancellation(
                    key, Cancellation.Form.PROTOCOL, "", "101", true, facts.registeredMs()));
        case WITH_CANCELLATION_EVENT ->
            List.of(
                document(key, facts, "100"), event(key, "110111", "135", true, facts.issuedMs()));
        case NO_PROTOCOL -> List.of(document(key, facts, ""));
        case DENIED -> List.of(document(key, facts, "110"));
        case HOMOLOGATION -> List.of(new Document(key, facts, "100", false, Set.of()));
        case KEYLESS_DOCUMENT -> List.of(document("", facts, "100"));
        case CANCELLATION -> List.of(event(key, "110111", "135", true, laterMs));
        case CANCELLATION_BY_SUBSTITUTION -> List.of(event(key, "110112", "155", true, laterMs));
        case CANCELLATION_RECEIPT ->
            List.of(new Cancellation(key, Cancellation.Form.RECEIPT, "", "101", true, laterMs));
        case CANCELLATION_WITHOUT_TIME -> List.of(event(key, "110111", "136", true, Times.ABSENT));
        case CANCELLATION_REFUSED -> List.of(event(key, "110111", "501", true, laterMs));
        case CANCELLATION_IN_HOMOLOGATION -> List.of(event(key, "110111", "135", false, laterMs));
        case CORRECTION_LETTER -> List.of(new OtherRecord(key, "correction-letter"));
        case KEYLESS_OTHER -> List.of(new OtherRecord("", "number-gap"));
      };
    }

    private static Document document(String key, Facts facts, String status) {
      return new Document(key, facts, status, true, Set.of());
    }

    private static Cancellation event(
        String key, String type, String status, boolean production, long registeredMs) {
      return new Cancellation(key, Cancellation.Form.EVENT, type, status, production, registeredMs);
    }
  }

  /** The captures of this version of the row, given two variants of each key's facts. */
  List<Capture> captures(List<String> keys, List<Facts> factsOfKeys) {
    List<FiscalRecord> records = new ArrayList<>();
    for (Thing thing : things) {
      records.addAll(thing.shape().records(keys.get(thing.key()), factsOf(thing, factsOfKeys)));
    }
    long arrivedMs = RandomCaptures.inRange(arrival.arrivedMs(factsOf(things.get(0), factsOfKeys)));
    Digest digest = Digest.of(records.toString().getBytes(UTF_8));
    List<Capture> captures = new ArrayList<>();
    for (FiscalRecord record : records) {
      captures.add(new Capture(row, position, digest, captures.size(), arrivedMs, false, record));
    }
    return captures;
  }

  private static Facts factsOf(Thing thing, List<Facts> factsOfKeys) {
    return factsOfKeys.get(thing.key() * 2 + thing.variant());
  }
}
