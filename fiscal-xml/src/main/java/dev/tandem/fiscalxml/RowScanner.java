package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import dev.tandem.fiscalxml.Part.Container;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over a row: looks through wrappers of any name (SOAP envelopes, lots, answers of
 * services) for record elements, and reads of those what their shape wants.
 */
final class RowScanner {
  /** Reads what a {@code docZip} holds. */
  interface DocZipReader {
    List<FiscalRecord> read(String base64) throws UnreadableException;
  }

  private record Wrapper(String name, Container container) {}

  /**
   * Elements that are themselves a part, or hold only like parts: what is in them stands, as it
   * were, directly in the element around them.
   */
  private static final Set<String> TRANSPARENT =
      Set.of(
          "NFe",
          "CTe",
          "CTeOS",
          "CTeSimp",
          "GTVe",
          "MDFe",
          "BPe",
          "NF3e",
          "NFCom", //
          "protNFe",
          "protCTe",
          "protCTeOS",
          "protMDFe",
          "protBPe",
          "protNF3e",
          "protNFCom",
          "envEvento",
          "retEnvEvento",
          "evento",
          "retEvento",
          "eventoCTe",
          "retEventoCTe",
          "eventoMDFe",
          "retEventoMDFe",
          "eventoBPe",
          "retEventoBPe",
          "eventoNF3e",
          "retEventoNF3e",
          "eventoNFCom",
          "retEventoNFCom", //
          "cancNFe",
          "retCancNFe",
          "cancCTe",
          "retCancCTe", //
          "inutNFe",
          "retInutNFe",
          "inutCTe",
          "retInutCTe");

  private final XmlCursor cursor;
  private final int maxRecords;
  private final DocZipReader docZips;
  private final Deque<Wrapper> wrappers = new ArrayDeque<>();
  private final List<Part> parts = new ArrayList<>();
  private int expanded;
  private String rootVersion = "";

  RowScanner(XmlCursor cursor, int maxRecords, DocZipReader docZips) {
    this.cursor = cursor;
    this.maxRecords = maxRecords;
    this.docZips = docZips;
  }

  /** The parts in document order. */
  List<Part> scan() throws UnreadableException {
    wrappers.push(new Wrapper("", new Container(false)));
    while (true) {
      switch (cursor.next()) {
        case START -> started();
        case END -> wrappers.pop();
        case FINISHED -> {
          return parts;
        }
      }
    }
  }

  private void started() throws UnreadableException {
    Wrapper around = wrappers.element();
    if (cursor.depth() == 1) {
      rootVersion = cursor.attribute("versao");
    }
    String name = cursor.name();
    Optional<RecordElement> found = RecordElement.find(name, around.name(), cursor.namespace());
    if (found.isPresent()) {
      add(part(found.get(), around.container()));
    } else if (TRANSPARENT.contains(name)) {
      wrappers.push(new Wrapper(name, around.container()));
    } else {
      wrappers.push(new Wrapper(name, new Container(name.endsWith("Proc"))));
    }
  }

  private Part part(RecordElement element, Container container) throws UnreadableException {
    boolean foreign =
        FiscalNamespace.of(cursor.namespace()).map(FiscalNamespace::foreign).orElse(true);
    Fields fields = new Fields();
    if (element.role() == RecordElement.Role.DOC_ZIP) {
      return new Part(element, fields, container, foreign, docZips.read(cursor.longValue()));
    }
    if (element.role() == RecordElement.Role.DOCUMENT
        || element.role() == RecordElement.Role.OTHER) {
      fields.put(Field.ID, cursor.attribute("Id"));
      fields.put(Field.LAYOUT, cursor.attribute("versao"));
      fields.put(Field.LAYOUT, rootVersion);
    }
    read(element.shape(), fields);
    return new Part(
        element, fields, container, foreign || fields.has(Field.FOREIGN_KEY), List.of());
  }

  /** From a start to its end. */
  private void read(Shape shape, Fields fields) throws UnreadableException {
    while (cursor.next() == XmlCursor.Event.START) {
      Shape wanted = shape.child(cursor.name());
      if (wanted == null || FiscalNamespace.of(cursor.namespace()).isEmpty()) {
        cursor.skip();
      } else if (wanted.field().isPresent()) {
        fields.put(wanted.field().get(), cursor.value());
      } else {
        read(wanted, fields);
      }
    }
  }

  private void add(Part part) throws UnreadableException {
    parts.add(part);
    expanded += part.expanded().size();
    // A record has up to two parts.
    if (parts.size() > 2L * maxRecords || expanded > maxRecords) {
      throw tooMany(maxRecords);
    }
  }

  static UnreadableException tooMany(int maxRecords) {
    return new UnreadableException(
        RejectReason.TOO_MANY_RECORDS, "more than " + maxRecords + " records");
  }
}
