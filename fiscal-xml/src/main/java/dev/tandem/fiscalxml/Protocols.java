package dev.tandem.fiscalxml;

import dev.tandem.domain.Cancellation;
import dev.tandem.fiscalxml.Part.Container;
import dev.tandem.fiscalxml.RecordElement.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which protocol belongs to which document of a row:
 *
 * <ol>
 *   <li>one of its key, or, if it is the only document of its container, one there without a key;
 *   <li>else, if that container is an {@code nfeProc} or its like, one there, although it names
 *       another key. Someone put the two together as a document with its protocol, mostly to
 *       anonymise it; see {@link dev.tandem.domain.Document.Flag#PROTOCOL_OF_OTHER_KEY}.
 * </ol>
 *
 * <p>Of several it is the most final one: an authorisation is final, whatever was answered before
 * or after. Of equally final ones it is one of its key, then one in the document's own container,
 * then the first in the row.
 */
final class Protocols {
  private static final Protocols NONE = new Protocols(Map.of(), Map.of(), Map.of());
  private static final Set<String> AUTHORISED = Set.of("100", "150");
  private static final Comparator<Part> MOST_FINAL = Comparator.comparingInt(Protocols::finality);

  private final Map<Part, Part> byDocument;
  private final Map<String, Part> documentByKey;
  private final Map<Container, Part> onlyDocumentIn;
  private final Set<Part> taken = new HashSet<>();

  private Protocols(
      Map<Part, Part> byDocument,
      Map<String, Part> documentByKey,
      Map<Container, Part> onlyDocumentIn) {
    this.byDocument = byDocument;
    this.documentByKey = documentByKey;
    this.onlyDocumentIn = onlyDocumentIn;
    taken.addAll(byDocument.values());
  }

  static Protocols among(List<Part> parts) {
    List<Part> protocols = parts.stream().filter(part -> part.role() == Role.PROTOCOL).toList();
    return protocols.isEmpty() ? NONE : new Matcher(parts, protocols).match();
  }

  Optional<Part> of(Part document) {
    return Optional.ofNullable(byDocument.get(document));
  }

  /** Whether a protocol belongs to a document of the row. */
  boolean taken(Part protocol) {
    return taken.contains(protocol);
  }

  /**
   * The first document of the row with the key that a protocol names; of a protocol without a key
   * the only document of its container.
   */
  Optional<Part> documentOf(Part protocol) {
    String key = protocol.namedKey();
    return Optional.ofNullable(
        key.isEmpty() ? onlyDocumentIn.get(protocol.container()) : documentByKey.get(key));
  }

  /**
   * The lower, the more final: what the authority did in production, then in tests, then refused.
   */
  private static int finality(Part protocol) {
    String status = protocol.fields().get(Field.STATUS);
    int answer =
        AUTHORISED.contains(status) ? 0 : Cancellation.Form.PROTOCOL.grantedBy(status) ? 1 : 4;
    return answer == 4 || !protocol.fields().ofTests() ? answer : answer + 2;
  }

  private static final class Matcher {
    private final List<Part> documents;
    private final Map<String, List<Part>> byKey = new HashMap<>();
    private final Map<Container, List<Part>> byContainer = new HashMap<>();
    private final Map<Container, Integer> documentsIn = new HashMap<>();

    Matcher(List<Part> parts, List<Part> protocols) {
      documents = parts.stream().filter(Matcher::isDocument).toList();
      for (Part protocol : protocols) {
        byKey.computeIfAbsent(protocol.namedKey(), key -> new ArrayList<>()).add(protocol);
        byContainer
            .computeIfAbsent(protocol.container(), container -> new ArrayList<>())
            .add(protocol);
      }
      documents.forEach(document -> documentsIn.merge(document.container(), 1, Integer::sum));
    }

    Protocols match() {
      Map<Part, Part> byDocument = new HashMap<>();
      Map<String, Part> documentByKey = new HashMap<>();
      Map<Container, Part> onlyDocumentIn = new HashMap<>();
      for (Part document : documents) {
        protocolOf(document).ifPresent(protocol -> byDocument.put(document, protocol));
        if (!document.rawKey().isEmpty()) {
          documentByKey.putIfAbsent(document.rawKey(), document);
        }
        if (isAlone(document)) {
          onlyDocumentIn.put(document.container(), document);
        }
      }
      return new Protocols(byDocument, documentByKey, onlyDocumentIn);
    }

    private Optional<Part> protocolOf(Part document) {
      String key = document.rawKey();
      List<Part> ofKey = key.isEmpty() ? List.of() : byKey.getOrDefault(key, List.of());
      List<Part> beside =
          isAlone(document) ? byContainer.getOrDefault(document.container(), List.of()) : List.of();
      Stream<Part> withoutKey = beside.stream().filter(protocol -> protocol.namedKey().isEmpty());
      Comparator<Part> before =
          MOST_FINAL
              .thenComparing(protocol -> protocol.namedKey().isEmpty())
              .thenComparing(protocol -> protocol.container() != document.container());
      return Stream.concat(ofKey.stream(), withoutKey)
          .min(before)
          .or(
              () ->
                  document.container().proc() ? beside.stream().min(MOST_FINAL) : Optional.empty());
    }

    private boolean isAlone(Part document) {
      return documentsIn.get(document.container()) == 1;
    }

    private static boolean isDocument(Part part) {
      return part.element().isDocument()
          && (part.role() == Role.DOCUMENT || part.fields().has(Field.ID));
    }
  }
}
