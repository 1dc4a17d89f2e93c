package dev.tandem.localstack.generator;

import java.util.List;
import java.util.Optional;

/** What a row is. Targets are indexes of rows that are {@link Original}. */
sealed interface Role {

  /** The same with its targets filled in; only the deck deals roles without. */
  Role aimedAt(List<Long> targets);

  /** When a row arrives, seen from the document that it is about. */
  enum Timing {
    EARLIER,
    SAME_MS,
    LATER,
    LONG_AFTER
  }

  /** A document that has not been there before. */
  record Original(Model model, Variant variant, Optional<Placed> edge, Optional<Style> style)
      implements Role {

    static Original of(Model model, Variant variant) {
      return new Original(model, variant, Optional.empty(), Optional.empty());
    }

    @Override
    public Role aimedAt(List<Long> targets) {
      return this;
    }
  }

  /**
   * A document at the edge of a verdict.
   *
   * @param byCancellation it is not the document that arrives at the edge but its cancellation
   */
  record Placed(Edge edge, boolean byCancellation) {}

  /** Another copy of a document. */
  record Copy(CopyKind kind, Timing timing, long target) implements Role {
    @Override
    public Role aimedAt(List<Long> targets) {
      return new Copy(kind, timing, targets.get(0));
    }
  }

  enum CopyKind {
    SAME_BYTES,
    /** The same facts in other bytes. */
    REFORMATTED,
    /** As the issuer sent it, before the authority's answer. */
    WITHOUT_PROTOCOL,
    /** Authorised, whatever the original's protocol says. */
    AUTHORISED,
    /** With a protocol that says 101. */
    CANCELLED,
    /** A conflict. */
    OTHER_VALUE
  }

  /** An event about a document, in a row of its own. */
  record Event(EventKind kind, Timing timing, long target, Optional<Edge> edge) implements Role {
    @Override
    public Role aimedAt(List<Long> targets) {
      return new Event(kind, timing, targets.get(0), edge);
    }
  }

  /** Several things in one row, or one thing in an envelope. */
  record Bundle(BundleKind kind, List<Long> targets) implements Role {
    @Override
    public Role aimedAt(List<Long> aims) {
      return new Bundle(kind, List.copyOf(aims));
    }
  }

  enum BundleKind {
    /** {@code enviNFe}: what the issuer sends, without protocols. */
    SENT_LOT,
    /** {@code retDistDFeInt}: two documents and a summary. */
    DISTRIBUTION,
    /** {@code retDistDFeInt}: a document and its cancellation. */
    DISTRIBUTION_WITH_CANCELLATION,
    SOAP_DOCUMENT,
    SOAP_DISTRIBUTION,
    /** A request to cancel, unanswered. */
    SOAP_EVENT_REQUEST
  }

  /** A fiscal record that changes no count and is no event of a counted document. */
  record Notice(NoticeKind kind, long target) implements Role {
    @Override
    public Role aimedAt(List<Long> targets) {
      return new Notice(kind, targets.get(0));
    }
  }

  enum NoticeKind {
    /** {@code resNFe}. */
    DOCUMENT_SUMMARY,
    /** {@code resEvento}. */
    EVENT_SUMMARY,
    /** {@code procInutNFe}. */
    NUMBERS_VOIDED,
    /** {@code mdfeProc}, model 58. */
    MANIFEST,
    /** 110112 of a manifest means that it is closed. */
    MANIFEST_CLOSED,
    /** {@code retEnviNFe}. */
    PROTOCOL_ONLY
  }

  /** A row that nobody can read. */
  record Broken(Damage damage) implements Role {
    @Override
    public Role aimedAt(List<Long> targets) {
      return this;
    }
  }
}
