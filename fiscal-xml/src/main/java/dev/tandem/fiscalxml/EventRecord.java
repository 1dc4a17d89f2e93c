package dev.tandem.fiscalxml;

import dev.tandem.domain.AccessKey;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.FederalUnit;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.fiscalxml.Exchanges.Exchange;
import java.util.Optional;
import java.util.Set;

/** Cancellations and other events (domain sheet, section 6). */
final class EventRecord {
  private static final Set<String> CANCELLATIONS = Set.of("110111", "110112");
  private static final String CORRECTION_LETTER = "110110";
  private static final int TYPE_DIGITS = 6;

  private EventRecord() {}

  static FiscalRecord ofEvent(Exchange event) {
    String type = event.get(Field.EVENT_TYPE);
    if (!event.foreign() && CANCELLATIONS.contains(type)) {
      return cancellation(event, Cancellation.Form.EVENT, type);
    }
    return new OtherRecord(event.accessKey(), nameOf(type, event.foreign()));
  }

  static FiscalRecord ofReceipt(Exchange receipt) {
    return receipt.foreign()
        ? new OtherRecord(receipt.accessKey(), "event")
        : cancellation(receipt, Cancellation.Form.RECEIPT, "");
  }

  /** The cancellation that a protocol of a document is. */
  static Optional<Cancellation> ofProtocol(Document document) {
    Cancellation cancellation =
        new Cancellation(
            document.accessKey(),
            Cancellation.Form.PROTOCOL,
            "",
            document.status(),
            document.production(),
            document.facts().registeredMs());
    return Optional.of(cancellation).filter(Cancellation::granted);
  }

  private static FiscalRecord cancellation(
      Exchange exchange, Cancellation.Form form, String eventType) {
    Cancellation cancellation =
        new Cancellation(
            exchange.accessKey(),
            form,
            eventType,
            exchange.get(Field.STATUS),
            exchange.production(),
            registered(exchange).instantMs());
    if (cancellation.granted()) {
      return cancellation;
    }
    return new OtherRecord(
        exchange.accessKey(),
        exchange.answer().isPresent() ? "refused-cancellation" : "cancellation-request");
  }

  private static WrittenTime registered(Exchange exchange) {
    Optional<FederalUnit> state =
        AccessKey.parse(exchange.accessKey()).flatMap(key -> FederalUnit.coded(key.stateCode()));
    for (Field field : new Field[] {Field.EVENT_REGISTERED, Field.RECEIVED, Field.EVENT_TIME}) {
      WrittenTime time = WrittenTime.parse(exchange.get(field), state);
      if (time.isPresent()) {
        return time;
      }
    }
    return WrittenTime.NONE;
  }

  private static String nameOf(String type, boolean foreign) {
    if (type.equals(CORRECTION_LETTER) && !foreign) {
      return "correction-letter";
    }
    boolean code = type.length() == TYPE_DIGITS && type.chars().allMatch(c -> c >= '0' && c <= '9');
    return code ? "event-" + type : "event";
  }
}
