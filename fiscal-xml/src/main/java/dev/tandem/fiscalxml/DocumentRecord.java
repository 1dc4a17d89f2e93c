package dev.tandem.fiscalxml;

import dev.tandem.domain.AccessKey;
import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FederalUnit;
import dev.tandem.domain.TaxId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** NF-e, NFC-e and CT-e (domain sheet, sections 2 to 5 and 7). */
final class DocumentRecord {
  private DocumentRecord() {}

  static Document of(Part part, Optional<Part> protocol) {
    Fields fields = part.fields();
    Fields answer = protocol.map(Part::fields).orElse(fields);
    Optional<AccessKey> key = AccessKey.parse(part.rawKey());
    Optional<FederalUnit> unit = unit(fields, key);
    WrittenTime issued = WrittenTime.parse(fields.firstOf(Field.ISSUED, Field.ISSUED_DATE), unit);
    WrittenTime registered = WrittenTime.parse(answer.get(Field.RECEIVED), unit);
    OptionalLong value = Cents.parse(fields.get(Field.VALUE));
    Facts facts =
        new Facts(
            fields.get(Field.MODEL),
            issuer(fields),
            TaxId.cnpj(recipient(part)).root(),
            state(fields),
            fields.get(Field.LAYOUT),
            fields.get(Field.OPERATION),
            fields.get(Field.PURPOSE),
            fields.get(Field.EMISSION),
            value.orElse(0),
            issued.instantMs(),
            issued.localMs(),
            issued.precision(),
            registered.instantMs());
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    key.ifPresent(present -> flagKey(present, facts, flags));
    flag(flags, Flag.ISSUER_INVALID, !facts.issuer().valid());
    flag(flags, Flag.VALUE_MISSING, value.isEmpty());
    flag(flags, Flag.ISSUED_MISSING, !issued.isPresent());
    flag(flags, Flag.REGISTERED_UNREADABLE, answer.has(Field.RECEIVED) && !registered.isPresent());
    flag(
        flags,
        Flag.PROTOCOL_OF_OTHER_KEY,
        protocol.map(Part::namedKey).filter(named -> !named.isEmpty()).isPresent()
            && !answer.get(Field.KEY).equals(part.rawKey()));
    return new Document(
        part.accessKey(), facts, answer.get(Field.STATUS), fields.productionWith(answer), flags);
  }

  private static TaxId issuer(Fields fields) {
    if (fields.has(Field.ISSUER_CNPJ)) {
      return TaxId.cnpj(fields.get(Field.ISSUER_CNPJ));
    }
    return fields.has(Field.ISSUER_CPF) ? TaxId.cpf(fields.get(Field.ISSUER_CPF)) : TaxId.ABSENT;
  }

  private static String recipient(Part part) {
    Fields fields = part.fields();
    if (part.element() == RecordElement.NFE) {
      return fields.get(Field.RECIPIENT);
    }
    Field payer =
        switch (fields.get(Field.PAYER_ROLE)) {
          case "0" -> Field.SENDER;
          case "1" -> Field.DISPATCHER;
          case "2" -> Field.RECEIVER;
          case "3" -> Field.RECIPIENT;
          default -> Field.PAYER;
        };
    return fields.get(payer);
  }

  private static String state(Fields fields) {
    return FederalUnit.coded(fields.get(Field.STATE_CODE))
        .map(FederalUnit::name)
        .orElseGet(() -> fields.get(Field.ISSUER_STATE));
  }

  /** Whose zone a time without offset is read in. */
  private static Optional<FederalUnit> unit(Fields fields, Optional<AccessKey> key) {
    return FederalUnit.named(state(fields))
        .or(() -> key.flatMap(present -> FederalUnit.coded(present.stateCode())));
  }

  private static void flagKey(AccessKey key, Facts facts, Set<Flag> flags) {
    TaxId issuer = facts.issuer();
    String segment = issuer.type() == TaxId.Type.CPF ? "000" + issuer.text() : issuer.text();
    flag(flags, Flag.KEY_DIGIT_WRONG, !key.checkDigitValid());
    flag(flags, Flag.KEY_ISSUER_DIFFERS, !key.issuer().equals(segment));
    flag(flags, Flag.KEY_MODEL_DIFFERS, !key.model().equals(facts.model()));
  }

  private static void flag(Set<Flag> flags, Flag flag, boolean raised) {
    if (raised) {
      flags.add(flag);
    }
  }
}
