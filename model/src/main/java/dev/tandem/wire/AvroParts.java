package dev.tandem.wire;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Rank;
import dev.tandem.counting.Window;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import dev.tandem.wire.avro.FactsRecord;
import dev.tandem.wire.avro.IssuePrecision;
import dev.tandem.wire.avro.KeyPartRecord;
import dev.tandem.wire.avro.MeasuresRecord;
import dev.tandem.wire.avro.PrimaryKeyKind;
import dev.tandem.wire.avro.RankRecord;
import dev.tandem.wire.avro.RecordKind;
import dev.tandem.wire.avro.RowDigest;
import dev.tandem.wire.avro.TaxIdKind;
import dev.tandem.wire.avro.WindowRecord;
import java.util.ArrayList;
import java.util.List;

/** The parts that several records share, to Avro and back. */
final class AvroParts {
  private AvroParts() {}

  static RankRecord write(Rank rank) {
    List<KeyPart> key = rank.row().key().parts();
    KeyPart first = key.get(0);
    return new RankRecord(
        rank.row().source(),
        rank.row().table(),
        first.text(),
        PrimaryKeyKind.valueOf(first.type().name()),
        key.subList(1, key.size()).stream()
            .map(part -> new KeyPartRecord(part.text(), PrimaryKeyKind.valueOf(part.type().name())))
            .toList(),
        rank.position(),
        new RowDigest(rank.digest().bytes()),
        RecordKind.valueOf(rank.kind().name()),
        rank.ordinal(),
        rank.arrivedMs());
  }

  static Rank read(RankRecord rank) {
    return new Rank(
        rank.getArrivedMs(),
        new Row(rank.getSource(), rank.getTable(), key(rank)),
        rank.getPosition(),
        Digest.ofPrefix(rank.getDigest().bytes()),
        FiscalRecord.Kind.valueOf(rank.getKind().name()),
        rank.getOrdinal());
  }

  private static PrimaryKey key(RankRecord rank) {
    KeyPart first = part(rank.getPrimaryKeyType(), rank.getPrimaryKey());
    List<KeyPartRecord> further = rank.getFurtherKeyParts();
    if (further.isEmpty()) {
      return PrimaryKey.of(first);
    }
    List<KeyPart> parts = new ArrayList<>();
    parts.add(first);
    further.forEach(part -> parts.add(part(part.getKind(), part.getText())));
    return new PrimaryKey(parts);
  }

  private static KeyPart part(PrimaryKeyKind kind, String text) {
    return new KeyPart(KeyPart.Type.valueOf(kind.name()), text);
  }

  static FactsRecord write(Facts facts) {
    return new FactsRecord(
        facts.model(),
        facts.issuer().text(),
        TaxIdKind.valueOf(facts.issuer().type().name()),
        facts.recipientRoot(),
        facts.state(),
        facts.layout(),
        facts.operation(),
        facts.purpose(),
        facts.emission(),
        facts.valueCents(),
        nullable(facts.issuedMs()),
        nullable(facts.issuedLocalMs()),
        IssuePrecision.valueOf(facts.precision().name()),
        nullable(facts.registeredMs()));
  }

  static Facts read(FactsRecord facts) {
    return new Facts(
        facts.getModel(),
        new TaxId(TaxId.Type.valueOf(facts.getIssuerType().name()), facts.getIssuer()),
        facts.getRecipientRoot(),
        facts.getState(),
        facts.getLayout(),
        facts.getOperation(),
        facts.getPurpose(),
        facts.getEmission(),
        facts.getValueCents(),
        orAbsent(facts.getIssuedMs()),
        orAbsent(facts.getIssuedLocalMs()),
        TimePrecision.valueOf(facts.getPrecision().name()),
        orAbsent(facts.getRegisteredMs()));
  }

  static MeasuresRecord write(Measures measures) {
    return new MeasuresRecord(
        measures.documents(), measures.value(), measures.cancelled(), measures.cancelledValue());
  }

  static Measures read(MeasuresRecord measures) {
    return new Measures(
        measures.getDocuments(),
        measures.getValue(),
        measures.getCancelled(),
        measures.getCancelledValue());
  }

  static WindowRecord write(Window window) {
    return new WindowRecord(window.startMs(), window.endMs());
  }

  static Window read(WindowRecord window) {
    return new Window(window.getStartMs(), window.getEndMs());
  }

  static Long nullable(long timeMs) {
    return Times.isPresent(timeMs) ? Long.valueOf(timeMs) : null;
  }

  /** A time that is there is never taken for one that is missing, however absurd it is. */
  static long orAbsent(Long timeMs) {
    return timeMs == null ? Times.ABSENT : Math.max(timeMs, Times.ABSENT + 1);
  }
}
