package dev.tandem.fiscalxml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The elements that hold a record or a part of one, wherever in a row they stand. */
@SuppressWarnings("ImmutableEnumChecker") // A shape is not changed once built; Set.of never is.
enum RecordElement {
  NFE("infNFe", Role.DOCUMENT, Shapes.NFE, "NFe", "", Set.of("NFe"), FiscalNamespace.NFE),
  CTE(
      "infCte",
      Role.DOCUMENT,
      Shapes.CTE,
      "CTe",
      "",
      Set.of("CTe", "CTeOS", "CTeSimp"),
      FiscalNamespace.CTE),
  GTVE("infCte", "CTe", "document-64", Set.of("GTVe"), FiscalNamespace.CTE),
  MDFE("infMDFe", "MDFe", "document-58", Set.of("MDFe"), FiscalNamespace.MDFE),
  BPE("infBPe", "BPe", "document-63", Set.of("BPe", "BPeTM", "BPeTA"), FiscalNamespace.BPE),
  NF3E("infNF3e", "NF3e", "document-66", Set.of("NF3e"), FiscalNamespace.NF3E),
  NFCOM("infNFCom", "NFCom", "document-62", Set.of("NFCom"), FiscalNamespace.NFCOM),
  NFAG("infNFAg", "NFAg", "document-75", Set.of("NFAg"), FiscalNamespace.NFAG),
  NFGAS("infNFGas", "NFGas", "document-76", Set.of("NFGas"), FiscalNamespace.NFGAS),
  DCE("infDCe", "DCe", "document-99", Set.of("DCe"), FiscalNamespace.DCE),
  CFE("infCFe", "CFe", "document-59", Set.of("CFe"), FiscalNamespace.SAT),
  /** A document of its own, with a key of its own; it names the one that it cancels. */
  CFE_CANCELLATION("infCFe", "CFe", "cancellation-59", Set.of("CFeCanc"), FiscalNamespace.SAT),
  NFSE("infNFSe", "NFS", "nfse", Set.of("NFSe"), FiscalNamespace.NFSE),
  DPS("infDPS", "DPS", "nfse-request", Set.of("DPS"), FiscalNamespace.NFSE),
  NFSE_EVENT_REQUEST("pedRegEvento", "", "nfse-event-request", Set.of(), FiscalNamespace.NFSE),
  /** ABRASF's NFS-e; every town has its namespace. */
  MUNICIPAL_NFSE("InfNfse", "", "nfse", Set.of("Nfse"), null),

  PROTOCOL("infProt", Role.PROTOCOL, Shapes.PROTOCOL),
  EVENT("infEvento", Role.EVENT, Shapes.EVENT),
  RECEIPT("infCanc", Role.RECEIPT, Shapes.RECEIPT),
  NUMBER_GAP("infInut", Role.NUMBER_GAP, Shapes.NUMBER_GAP),

  SUMMARY("resNFe", "summary"),
  EVENT_SUMMARY("resEvento", "event-summary"),
  /** Of the consultation service that came before the distribution of documents. */
  CANCELLATION_SUMMARY("resCanc", "event-summary"),
  CORRECTION_SUMMARY("resCCe", "event-summary"),

  /** What an element encloses as text is records already; it is known by that and not by a name. */
  ENCLOSED("", Role.ENCLOSED, Shape.EMPTY),

  /** {@code retEnviNFe} and its like, where no record is in them; no element by its own name. */
  SERVICE_ANSWER("", Role.OTHER, Shape.EMPTY, "", "service-answer", Set.of(), null);

  /** What becomes of an element. */
  enum Role {
    DOCUMENT,
    /** A document, or word of one, that is never counted. */
    OTHER,
    PROTOCOL,
    EVENT,
    RECEIPT,
    NUMBER_GAP,
    ENCLOSED
  }

  private static final Map<String, List<RecordElement>> BY_NAME =
      Arrays.stream(values()).collect(Collectors.groupingBy(element -> element.elementName));

  private final String elementName;
  private final Role role;
  private final Shape shape;
  private final String idPrefix;
  private final String type;
  private final Set<String> parents;
  private final FiscalNamespace namespace;

  RecordElement(
      String elementName,
      Role role,
      Shape shape,
      String idPrefix,
      String type,
      Set<String> parents,
      FiscalNamespace namespace) {
    this.elementName = elementName;
    this.role = role;
    this.shape = shape;
    this.idPrefix = idPrefix;
    this.type = type;
    this.parents = parents;
    this.namespace = namespace;
  }

  /** A document that is not counted. */
  RecordElement(
      String elementName,
      String idPrefix,
      String type,
      Set<String> parents,
      FiscalNamespace namespace) {
    this(elementName, Role.OTHER, Shape.EMPTY, idPrefix, type, parents, namespace);
  }

  /** A part that every family has. */
  RecordElement(String elementName, Role role, Shape shape) {
    this(elementName, role, shape, "", "", Set.of(), null);
  }

  /** Word of a document that is not held. */
  RecordElement(String elementName, String type) {
    this(elementName, Role.OTHER, Shapes.SUMMARY, "", type, Set.of(), FiscalNamespace.NFE);
  }

  /**
   * The record element at hand, if it is one.
   *
   * @param parent the element around it, empty at the root
   */
  static Optional<RecordElement> find(String name, String parent, String namespaceUri) {
    List<RecordElement> namesakes = BY_NAME.get(name);
    if (namesakes == null) {
      return Optional.empty();
    }
    Optional<FiscalNamespace> found = FiscalNamespace.of(namespaceUri);
    return namesakes.stream()
        .filter(element -> element.standsIn(parent) && element.isOf(found))
        .findFirst();
  }

  /** The names of such elements. */
  static Set<String> names() {
    return BY_NAME.keySet().stream()
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean standsIn(String parent) {
    return parents.isEmpty() || parent.isEmpty() || parents.contains(parent);
  }

  private boolean isOf(Optional<FiscalNamespace> found) {
    if (this == MUNICIPAL_NFSE) {
      return true;
    }
    return found
        .map(space -> namespace == null || space == namespace || space == FiscalNamespace.NONE)
        .orElse(false);
  }

  Role role() {
    return role;
  }

  /** Whether it is a document, of whatever family, and may have an {@code Id} with its key. */
  boolean isDocument() {
    return role == Role.DOCUMENT || (role == Role.OTHER && shape == Shape.EMPTY);
  }

  Shape shape() {
    return shape;
  }

  /** What the record is called, where its element alone says so. */
  String type() {
    return type;
  }

  /** An {@code Id} without what stands before the key. */
  String keyOf(String id) {
    return id.startsWith(idPrefix) ? id.substring(idPrefix.length()) : id;
  }
}
