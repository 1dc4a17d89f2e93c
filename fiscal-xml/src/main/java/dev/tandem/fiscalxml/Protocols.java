package dev.tandem.fiscalxml;

import dev.tandem.fiscalxml.Part.Container;
import dev.tandem.fiscalxml.RecordElement.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which protocol belongs to which document of a row:
 *
 * <ol>
 *   <li>the first one of its key, in its own container before elsewhere in the row;
 *   <li>else, if it is the only document of its container, the first one there without a key;
 *   <li>else, if that container is an {@code nfeProc} or its like, the first one there, although it
 *       names another key. Someone put the two together as a document with its protocol, mostly to
 *       anonymise it; see {@link dev.tandem.domain.Document.Flag#PROTOCOL_OF_OTHER_KEY}.
 * </ol>
 */
final class Protocols {
  private static final Protocols NONE = new Protocols(Map.of());

  private final Map<Part, Part> byDocument;
  private final Set<Part> taken = new HashSet<>();

  private Protocols(Map<Part, Part> byDocument) {
    this.byDocument = byDocument;
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
      for (Part document : documents) {
        ofKey(document)
            .or(() -> besideOnly(document))
            .ifPresent(protocol -> byDocument.put(document, protocol));
      }
      return new Protocols(byDocument);
    }

    private Optional<Part> ofKey(Part document) {
      List<Part> sameKey =
          document.rawKey().isEmpty()
              ? List.of()
              : byKey.getOrDefault(document.rawKey(), List.of());
      return sameKey.stream()
          .filter(protocol -> protocol.container() == document.container())
          .findFirst()
          .or(() -> sameKey.stream().findFirst());
    }

    private Optional<Part> besideOnly(Part document) {
      if (documentsIn.get(document.container()) != 1) {
        return Optional.empty();
      }
      List<Part> beside = byContainer.getOrDefault(document.container(), List.of());
      return beside.stream()
          .filter(protocol -> protocol.namedKey().isEmpty())
          .findFirst()
          .or(() -> document.container().proc() ? beside.stream().findFirst() : Optional.empty());
    }

    private static boolean isDocument(Part part) {
      return part.role() == Role.DOCUMENT
          || (part.role() == Role.OTHER && part.fields().has(Field.ID));
    }
  }
}
