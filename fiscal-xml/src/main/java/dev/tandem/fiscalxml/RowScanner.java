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
    List<Part> read(LeafText leaf, LeafText.Kind kind, Container container)
        throws UnreadableException;
  }

  /** The two elements of {@code procNFeGrupoZip}. */
  private static final Set<String> HALVES = Set.of("NFeZip", "protNFeZip");

  /**
   * An element around records.
   *
   * @param answer what it is a record of where none is in it; absent for most
   * @param partsBefore parts found before it began
   * @param texts whether its texts may be documents
   * @param halves a document and its protocol in it that were compressed one by one and belong
   *     together
   */
  private record Wrapper(
      String name,
      Container container,
      Optional<Part> answer,
      int partsBefore,
      boolean texts,
      Optional<List<Part>> halves) {
    Wrapper(
        String name, Container container, Optional<Part> answer, int partsBefore, boolean texts) {
      this(name, container, answer, partsBefore, texts, Optional.empty());
    }

    Wrapper ofHalves() {
      return halves.isPresent()
          ? this
          : new Wrapper(
              name, container, answer, partsBefore, texts, Optional.of(new ArrayList<>()));
    }
  }

  private final XmlCursor cursor;
  private final int maxRecords;
  private final EnclosedReader enclosedReader;
  private final Container outermost;
  private final LeafText leaf = new LeafText();
  private final Deque<Wrapper> wrappers = new ArrayDeque<>();
  private final List<Part> parts = new ArrayList<>();
  private Optional<UnreadableException> unread = Optional.empty();
  private int expanded;
  private String rootVersion = "";

  RowScanner(XmlCursor cursor, int maxRecords, EnclosedReader enclosedReader, Container outermost) {
    this.cursor = cursor;
    this.outermost = outermost;
    this.maxRecords = maxRecords;
    this.enclosedReader = enclosedReader;
  }

  /** The parts in document order. */
  List<Part> scan() throws UnreadableException {
    wrappers.push(new Wrapper("", outermost, Optional.empty(), 0, false));
    while (true) {
      switch (cursor.next(leaf)) {
        case START -> started();
        case END -> {
          ended(wrappers.pop());
          leaf.reopen(wrappers.element().texts());
        }
        case FINISHED -> {
          addHalves(wrappers.pop());
          return parts;
        }
      }
    }
  }

  /** Once all around it was, whether what stands packed in it could be read too. */
  void requireAllRead() throws UnreadableException {
    if (unread.isPresent()) {
      throw unread.get();
    }
  }

  private void started() throws UnreadableException {
    Wrapper around = wrappers.element();
    endText(true, around);
    if (cursor.depth() == 1) {
      rootVersion = cursor.attribute("versao");
    }
    String name = cursor.name();
    Optional<RecordElement> found = RecordElement.find(name, around.name(), cursor.namespace());
    if (found.isPresent()) {
      add(part(found.get(), around.container()));
      leaf.reopen(around.texts());
      return;
    }
    Container container =
        Envelope.isTransparent(name) ? around.container() : new Container(name.endsWith("Proc"));
    Optional<Part> answer =
        Envelope.isAnswer(name, cursor.namespace())
            ? Optional.of(answer(around.container()))
            : Optional.empty();
    boolean texts = LeafText.mayBeDocument(cursor.namespace());
    wrappers.push(new Wrapper(name, container, answer, parts.size(), texts));
    leaf.open(name, cursor.namespace());
  }

  private static Part answer(Container container) {
    return new Part(RecordElement.SERVICE_ANSWER, new Fields(), container, false, List.of());
  }

  /** An answer that holds no record is one itself. */
  private void ended(Wrapper wrapper) throws UnreadableException {
    endText(false, wrapper);
    addHalves(wrapper);
    if (wrapper.answer().isPresent() && parts.size() == wrapper.partsBefore()) {
      add(wrapper.answer().get());
    }
  }

  /**
   * At a tag, what stands as text before it. What cannot be read condemns all, but not before the
   * rest is known to be XML; until then no more is unpacked.
   */
  private void endText(boolean beforeElement, Wrapper wrapper) throws UnreadableException {
    LeafText.Kind kind = leaf.kind(beforeElement);
    leaf.shut();
    if (kind == LeafText.Kind.PLAIN || unread.isPresent()) {
      return;
    }
    try {
      if (kind == LeafText.Kind.NAMED_ZIP && beforeElement) {
        throw new UnreadableException(
            RejectReason.BAD_DOC_ZIP, "an element in what holds only base64 of gzip");
      } else if (kind == LeafText.Kind.NAMED_ZIP && HALVES.contains(wrapper.name())) {
        addHalf();
      } else {
        add(enclosedReader.read(leaf, kind, new Container(false)), kind);
      }
    } catch (UnreadableException e) {
      unread = Optional.of(e);
    }
  }

  private void addHalf() throws UnreadableException {
    Wrapper around = wrappers.pop().ofHalves();
    wrappers.push(around);
    List<Part> halves = around.halves().orElseThrow();
    halves.addAll(enclosedReader.read(leaf, LeafText.Kind.NAMED_ZIP, around.container()));
    if (halves.size() > 2L * maxRecords) {
      throw tooMany(maxRecords);
    }
  }

  private void addHalves(Wrapper wrapper) throws UnreadableException {
    if (wrapper.halves().isPresent()) {
      add(wrapper.halves().get(), LeafText.Kind.NAMED_ZIP);
    }
  }

  /** What was packed. What the layouts hold, but is no fiscal record, is kept as another. */
  private void add(List<Part> packed, LeafText.Kind kind) throws UnreadableException {
    List<FiscalRecord> records = RecordAssembler.assemble(packed);
    if (!records.isEmpty()) {
      add(Part.enclosed(records));
    } else if (kind == LeafText.Kind.NAMED_ZIP) {
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
