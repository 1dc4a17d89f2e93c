package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Template.Values;

/** Slots that several templates share. */
final class Slots {
  static final String NFE_NAMESPACE = "http://www.portalfiscal.inf.br/nfe";
  static final String CTE_NAMESPACE = "http://www.portalfiscal.inf.br/cte";

  private Slots() {}

  /** {@code xmlns="..."} of a model's layout. */
  static String xmlns(Model model) {
    return " xmlns=\"" + (model.isNfe() ? NFE_NAMESPACE : CTE_NAMESPACE) + "\"";
  }

  /** {@code NFe} or {@code CTe}, as in {@code chNFe}, {@code protCTe}. */
  static String kind(Model model) {
    return model.isNfe() ? "NFe" : "CTe";
  }

  static Values of(DocumentSpec spec) {
    State state = spec.issuer().state();
    return new Values()
        .set("kind", kind(spec.model()))
        .set("key", spec.key())
        .set("digit", spec.key().substring(43))
        .set("code", spec.code())
        .set("model", spec.model().code())
        .set("layout", spec.layout())
        .set("series", spec.series())
        .set("number", spec.number())
        .set("emission", spec.emission())
        .set("operation", spec.operation())
        .set("purpose", spec.purpose())
        .set("environment", spec.production() ? "1" : "2")
        .set("issuedText", spec.issued().text())
        .set("value", Amounts.brl(spec.valueCents()))
        .set("valueWithReform", Amounts.brl(spec.valueCents() + spec.valueCents() / 100))
        .set("issuerId", spec.issuer().element())
        .set("issuerName", spec.issuer().name())
        .set("inscription", spec.issuer().inscription())
        .set("houseNumber", 1 + spec.issuer().rank() % 9_000)
        .set("stateCode", state.code())
        .set("state", state.name())
        .set("cityCode", state.cityCode())
        .set("city", state.city())
        .set("postalCode", state.postalCode());
  }

  static void recipient(Values values, DocumentSpec spec) {
    Recipient recipient = spec.recipient();
    boolean foreign = recipient.kind() == Recipient.Kind.FOREIGN;
    State state = recipient.state();
    values
        .set("recipientId", recipient.element())
        .set(
            "recipientName",
            spec.production()
                ? recipient.name()
                : "NF-E EMITIDA EM AMBIENTE DE HOMOLOGACAO - SEM VALOR FISCAL")
        .set("recipientNumber", 1 + recipient.number() % 9_000)
        .set("recipientCityCode", foreign ? "9999999" : state.cityCode())
        .set("recipientCity", foreign ? "EXTERIOR" : state.city())
        .set("recipientState", foreign ? "EX" : state.name())
        .set("recipientPostalCode", foreign ? "00000000" : state.postalCode());
  }

  /** {@code <name>text</name>}, or nothing where the text is empty. */
  static String element(String name, String text) {
    return text.isEmpty() ? "" : "<" + name + ">" + text + "</" + name + ">";
  }

  /** A protocol number, from the key so that copies agree. */
  static String protocolNumber(DocumentSpec spec) {
    return "1"
        + spec.issuer().state().code()
        + spec.key().substring(2, 4)
        + spec.key().substring(33, 43);
  }
}
