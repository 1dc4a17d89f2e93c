package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
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
  /** Reads the document that an element holds as text. */
  interface EnclosedReader {
    List<Part> read(LeafText leaf, Container container) throws UnreadableException;
  }

  /** The two elements of {@code procNFeGrupoZip}. */
  private static final Set<String> HALVES = Set.of("NFeZip", "protNFeZip");

  /**
   * An element around records.
   *
   * @param answer what it is a record of where none is in it; absent for most
   * @param partsBefore parts found before it began
   * @param halves a document and its protocol in it that were compressed one by one and belong
   *     together
   */
  private record Wrapper(
      String name,
      Container container,
      Optional<Part> answer,
      int partsBefore,
      Optional<List<Part>> halves) {
    Wrapper(String name, Container container, Optional<Part> answer, int partsBefore) {
      this(name, container, answer, partsBefore, Optional.empty());
    }

    Wrapper ofHalves() {
      return halves.isPresent()
          ? this
          : new Wrapper(name, container, answer, partsBefore, Optional.of(new ArrayList<>()));
    }
  }

  private final XmlCursor cursor;
  private final int maxRecords;
  private final EnclosedReader enclosedReader;
  private final Container outermost;
  private final LeafText leaf = new LeafText();
  private final Deque<Wrapper> wrappers = new ArrayDeque<>();
  private final List<Part> parts = new ArrayList<>();
  private int expanded;
  private String rootVersion = "";

  RowScanner(XmlCursor cursor, int maxRecords, EnclosedReader enclosedReader, Container outermost) {
    this.cursor = cursor;
    this.maxRecords = maxRecords;
    this.enclosedReader = enclosedReader;
    this.outermost = outermost;
  }

  /** The parts in document order. */
  List<Part> scan() throws UnreadableException {
    wrappers.push(new Wrapper("", outermost, Optional.empty(), 0));
    while (true) {
      switch (cursor.next(leaf)) {
        case START -> started();
        case END -> ended(wrappers.pop());
        case FINISHED -> {
          addHalves(wrappers.pop());
          return parts;
        }
      }
    }
  }

  private void started() throws UnreadableException {
    if (leaf.isNamedZip()) {
      throw new UnreadableException(
          RejectReason.BAD_DOC_ZIP, "an element in what holds only base64 of gzip");
    }
    leaf.shut();
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
    leaf.open(name, cursor.namespace());
  }

  private static Part answer(Container container) {
    return new Part(RecordElement.SERVICE_ANSWER, new Fields(), container, false, List.of());
  }

  /** An answer that holds no record is one itself. */
  private void ended(Wrapper wrapper) throws UnreadableException {
    if (leaf.isZipped() && HALVES.contains(wrapper.name())) {
      addHalf();
    } else if (leaf.isZipped() || leaf.isXml()) {
      add(enclosedReader.read(leaf, new Container(false)), leaf.isZipped());
    }
    leaf.shut();
    addHalves(wrapper);
    if (wrapper.answer().isPresent() && parts.size() == wrapper.partsBefore()) {
      add(wrapper.answer().get());
    }
  }

  private void addHalf() throws UnreadableException {
    Wrapper around = wrappers.pop().ofHalves();
    wrappers.push(around);
    List<Part> halves = around.halves().orElseThrow();
    halves.addAll(enclosedReader.read(leaf, around.container()));
    if (halves.size() > 2L * maxRecords) {
      throw tooMany(maxRecords);
    }
  }

  private void addHalves(Wrapper wrapper) throws UnreadableException {
    if (wrapper.halves().isPresent()) {
      add(wrapper.halves().get(), true);
    }
  }

  /** What was packed. Whole and readable, but no fiscal record: it is kept like any other word. */
  private void add(List<Part> packed, boolean zipped) throws UnreadableException {
    List<FiscalRecord> records = RecordAssembler.assemble(packed);
    if (!records.isEmpty()) {
      add(Part.enclosed(records));
    } else if (zipped) {
      add(Part.enclosed(List.of(new OtherRecord("", "doc-zip"))));
    }
  }

  private Part part(RecordElement element, Container container) throws UnreadableException {
    Fields fields = new Fields();
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
    while (cursor.next(leaf) == XmlCursor.Event.START) {
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
