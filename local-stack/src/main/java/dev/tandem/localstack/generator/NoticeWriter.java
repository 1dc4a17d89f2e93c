package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Role.NoticeKind;
import dev.tandem.localstack.generator.Template.Values;
import java.util.EnumMap;
import java.util.Map;

/** Fiscal records that change no count (domain sheet, end of section 6). */
final class NoticeWriter {
  private static final Map<NoticeKind, Template> TEMPLATES =
      new EnumMap<>(
          Map.of(
              NoticeKind.DOCUMENT_SUMMARY, Template.load("document-summary.xml"),
              NoticeKind.EVENT_SUMMARY, Template.load("event-summary.xml"),
              NoticeKind.NUMBERS_VOIDED, Template.load("numbers-voided.xml"),
              NoticeKind.MANIFEST, Template.load("manifest.xml"),
              NoticeKind.MANIFEST_CLOSED, Template.load("manifest-closed.xml"),
              NoticeKind.PROTOCOL_ONLY, Template.load("protocol-only.xml")));

  private final long seed;
  private final TaxPayers taxPayers;
  private final Signatures signatures;
  private final DocumentWriter documents;

  NoticeWriter(long seed, TaxPayers taxPayers, DocumentWriter documents) {
    this.seed = seed;
    this.taxPayers = taxPayers;
    this.signatures = new Signatures(seed);
    this.documents = documents;
  }

  void write(StringBuilder out, NoticeKind kind, DocumentSpec about, String xmlns) {
    Values values = Slots.of(about);
    Slots.recipient(values, about);
    StringBuilder signature = new StringBuilder();
    signatures.write(
        signature,
        "ID" + about.issuer().state().code() + about.issuer().keySegment(),
        documents.digest(about),
        about.issuer(),
        Dice.of(seed, about.index(), Purpose.COPY));
    StringBuilder protocol = new StringBuilder();
    documents.writeProtocol(protocol, about);
    values
        .set("xmlns", xmlns)
        .set("keySegment", about.issuer().keySegment())
        .set("agencyId", company(about).id())
        .set("manifestKey", manifestKey(about))
        .set("digest", documents.digest(about))
        .set("protocolNumber", Slots.protocolNumber(about))
        .set("signatureXml", signature.toString())
        .set("protocolXml", protocol.toString());
    TEMPLATES.get(kind).fill(out, values);
  }

  /** The access key that a notice names; empty where it names none. */
  String key(NoticeKind kind, DocumentSpec about) {
    return switch (kind) {
      case NUMBERS_VOIDED -> "";
      case MANIFEST, MANIFEST_CLOSED -> manifestKey(about);
      default -> about.key();
    };
  }

  private TaxPayer company(DocumentSpec about) {
    return taxPayers.company(about.issuer().rank());
  }

  private String manifestKey(DocumentSpec about) {
    String key = about.key();
    return TaxIds.accessKey(
        key.substring(0, 6) + company(about).id() + "58" + key.substring(22, 43));
  }
}
