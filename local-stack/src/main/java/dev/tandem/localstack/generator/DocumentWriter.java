package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.DocumentSpec.Embedded;
import dev.tandem.localstack.generator.Template.Values;

/** Documents with their protocols and what came beside them, without a declaration. */
final class DocumentWriter {
  private static final Template PROTOCOL = Template.load("protocol.xml");

  private final long seed;
  private final EventPlanner events;
  private final NfeWriter nfe;
  private final CteWriter cte;
  private final EventWriter eventWriter;

  DocumentWriter(long seed, TaxPayers taxPayers, EventPlanner events) {
    this.seed = seed;
    this.events = events;
    Signatures signatures = new Signatures(seed);
    this.nfe = new NfeWriter(seed, taxPayers, signatures);
    this.cte = new CteWriter(seed, taxPayers, signatures);
    this.eventWriter = new EventWriter(seed, taxPayers, signatures);
  }

  EventWriter events() {
    return eventWriter;
  }

  /**
   * A document with its protocol, or bare where it has none.
   *
   * @param xmlns the declaration on the root, or the empty text
   * @param again whether it is repeated on the document and on what came beside it
   */
  void write(StringBuilder out, DocumentSpec spec, String xmlns, boolean again) {
    if (!spec.protocol().isPresent() && spec.embedded() == Embedded.NOTHING) {
      writeBare(out, spec, xmlns);
      return;
    }
    String root = root(spec.model());
    out.append('<').append(root).append(" versao=\"").append(spec.layout()).append('"');
    out.append(xmlns).append('>');
    writeBare(out, spec, again ? xmlns : "");
    if (spec.protocol().isPresent()) {
      writeProtocol(out, spec);
    }
    if (spec.embedded() != Embedded.NOTHING) {
      eventWriter.write(out, events.embedded(spec), again ? xmlns : "");
    }
    out.append("</").append(root).append('>');
  }

  void writeBare(StringBuilder out, DocumentSpec spec, String xmlns) {
    if (spec.model().isNfe()) {
      nfe.write(out, spec, xmlns);
    } else {
      cte.write(out, spec, xmlns);
    }
  }

  void writeProtocol(StringBuilder out, DocumentSpec spec) {
    Protocol protocol = spec.protocol();
    PROTOCOL.fill(
        out,
        new Values()
            .set("kind", Slots.kind(spec.model()))
            .set("layout", spec.layout())
            .set("key", spec.key())
            .set("protocolEnvironment", protocol.production() ? "1" : "2")
            .set("registered", Slots.element("dhRecbto", protocol.registered().text()))
            .set("protocolNumber", Slots.protocolNumber(spec))
            .set("digest", digest(spec))
            .set("status", protocol.status())
            .set("statusReason", protocol.reason()));
  }

  /** As in the document's signature, of which it is the first draw. */
  String digest(DocumentSpec spec) {
    return Signatures.digest(Dice.of(seed, spec.index(), Purpose.CONTENT));
  }

  private static String root(Model model) {
    return switch (model) {
      case NFE, NFCE -> "nfeProc";
      case CTE -> "cteProc";
      case CTE_OS -> "cteOSProc";
      case CTE_SIMPLIFIED -> "cteSimpProc";
    };
  }
}
