package dev.tandem.fiscalxml;

import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.fiscalxml.Exchanges.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the parts of a row together. A record stands where its first part stands; a protocol or an
 * answer that belongs to another part is no record of its own.
 */
final class RecordAssembler {
  private RecordAssembler() {}

  static List<FiscalRecord> assemble(List<Part> parts) {
    Protocols protocols = Protocols.among(parts);
    Exchanges exchanges = Exchanges.among(parts);
    List<FiscalRecord> records = new ArrayList<>();
    for (Part part : parts) {
      switch (part.role()) {
        case DOCUMENT -> addDocument(part, protocols.of(part), records);
        case OTHER -> records.add(new OtherRecord(part.accessKey(), part.element().type()));
        case PROTOCOL -> {
          if (!protocols.taken(part)) {
            records.add(furtherProtocol(part, protocols));
          }
        }
        case EVENT -> exchanges.startingAt(part).map(EventRecord::ofEvent).ifPresent(records::add);
        case RECEIPT ->
            exchanges.startingAt(part).map(EventRecord::ofReceipt).ifPresent(records::add);
        case NUMBER_GAP ->
            exchanges.startingAt(part).map(RecordAssembler::numberGap).ifPresent(records::add);
        case ENCLOSED -> records.addAll(part.expanded());
      }
    }
    return records;
  }

  private static void addDocument(Part part, Optional<Part> protocol, List<FiscalRecord> records) {
    Document document = DocumentRecord.of(part, protocol);
    records.add(document);
    EventRecord.ofProtocol(document).ifPresent(records::add);
  }

  /** A protocol that is not its document's may still say that the document is cancelled. */
  private static FiscalRecord furtherProtocol(Part part, Protocols protocols) {
    return protocols
        .documentOf(part)
        .filter(document -> document.role() == RecordElement.Role.DOCUMENT)
        .map(document -> DocumentRecord.of(document, Optional.of(part)))
        .flatMap(EventRecord::ofProtocol)
        .<FiscalRecord>map(cancellation -> cancellation)
        .orElseGet(() -> new OtherRecord(part.accessKey(), "protocol"));
  }

  private static FiscalRecord numberGap(Exchange exchange) {
    return new OtherRecord("", "number-gap");
  }
}
