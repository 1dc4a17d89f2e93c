package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import dev.tandem.fiscalxml.Part.Container;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One pass over a row: looks through wrappers of any name (SOAP envelopes, lots, answers of
 * services) for record elements, and reads of those what their shape wants.
 */
final class RowScanner {
  /** Reads what a {@code docZip} holds. */
  interface DocZipReader {
    List<FiscalRecord> read(String base64) throws UnreadableException;
  }

  /**
   * An element around records.
   *
   * @param answer what it is a record of where none is in it; absent for most
   * @param partsBefore parts found before it began
   */
  private record Wrapper(
      String name, Container container, Optional<Part> answer, int partsBefore) {}

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
    wrappers.push(new Wrapper("", new Container(false), Optional.empty(), 0));
    while (true) {
      switch (cursor.next()) {
        case START -> started();
        case END -> ended(wrappers.pop());
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
      return;
    }
    Container container =
        Envelope.isTransparent(name) ? around.container() : new Container(name.endsWith("Proc"));
    Optional<Part> answer =
        Envelope.isAnswer(name, cursor.namespace())
            ? Optional.of(answer(around.container()))
            : Optional.empty();
    wrappers.push(new Wrapper(name, container, answer, parts.size()));
  }

  private static Part answer(Container container) {
    return new Part(RecordElement.SERVICE_ANSWER, new Fields(), container, false, List.of());
  }

  /** An answer that holds no record is one itself. */
  private void ended(Wrapper wrapper) throws UnreadableException {
    if (wrapper.answer().isPresent() && parts.size() == wrapper.partsBefore()) {
      add(wrapper.answer().get());
    }
  }

  private Part part(RecordElement element, Container container) throws UnreadableException {
    Fields fields = new Fields();
    if (element.role() == RecordElement.Role.DOC_ZIP) {
      return new Part(element, fields, container, true, docZips.read(cursor.longValue()));
    }
    if (element.isDocument()) {
      String version = cursor.attribute("versao");
      fields.put(Field.ID, cursor.attribute("Id"));
      fields.put(Field.LAYOUT, version.isEmpty() ? rootVersion : version);
    }
    String namespace = cursor.namespace();
    boolean foreign = FiscalNamespace.of(namespace).map(FiscalNamespace::foreign).orElse(true);
    read(element.shape(), namespace, fields);
    return new Part(
        element, fields, container, foreign || fields.has(Field.FOREIGN_KEY), List.of());
  }

  /** From a start to its end, what is of the record's own namespace or of none. */
  private void read(Shape shape, String namespace, Fields fields) throws UnreadableException {
    while (cursor.next() == XmlCursor.Event.START) {
      Shape wanted = shape.child(cursor.name());
      if (wanted == null || !isOwn(cursor.namespace(), namespace)) {
        cursor.skip();
      } else if (wanted.field().isPresent()) {
        fields.put(wanted.field().get(), cursor.value());
      } else {
        read(wanted, namespace, fields);
      }
    }
  }

  private static boolean isOwn(String found, String namespace) {
    return found.isEmpty() || found.equals(namespace);
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
