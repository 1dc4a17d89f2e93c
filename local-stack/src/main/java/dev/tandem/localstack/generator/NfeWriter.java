package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Template.Values;
import java.time.LocalDateTime;

/** The element {@code NFe} of an NF-e or NFC-e, layouts 1.10 to 4.00 (domain sheet, section 4). */
final class NfeWriter {
  private static final Template IDE = Template.load("nfe-ide.xml");
  private static final Template PARTIES = Template.load("nfe-parties.xml");
  private static final Template AGENCY = Template.load("nfe-agency.xml");
  private static final Template RECIPIENT = Template.load("nfe-recipient.xml");
  private static final Template TOTAL = Template.load("nfe-total.xml");
  private static final Template TOTAL_REFORM = Template.load("nfe-total-reform.xml");
  private static final Template CLOSING = Template.load("nfe-closing.xml");
  private static final Template NFCE_CLOSING = Template.load("nfce-closing.xml");
  private static final Template VENDOR = Template.load("vendor.xml");
  private static final Template SUPPLEMENT = Template.load("nfce-supplement.xml");
  private static final LocalDateTime REFORM_FROM = LocalDateTime.of(2026, 1, 5, 0, 0);

  private final long seed;
  private final TaxPayers taxPayers;
  private final Signatures signatures;

  NfeWriter(long seed, TaxPayers taxPayers, Signatures signatures) {
    this.seed = seed;
    this.taxPayers = taxPayers;
    this.signatures = signatures;
  }

  /**
   * @param xmlns the declaration on the element, or the empty text
   */
  void write(StringBuilder out, DocumentSpec spec, String xmlns) {
    Dice dice = Dice.of(seed, spec.index(), Purpose.CONTENT);
    String digest = Signatures.digest(dice);
    boolean current = spec.layout().equals("4.00");
    Values values = Slots.of(spec);
    Slots.recipient(values, spec);
    out.append("<NFe").append(xmlns).append("><infNFe Id=\"NFe").append(spec.key());
    out.append("\" versao=\"").append(spec.layout()).append("\">");
    ide(values, spec, dice);
    IDE.fill(out, values);
    parties(values, spec, dice);
    PARTIES.fill(out, values);
    totals(out, values, spec, dice);
    closing(values, spec, current, dice);
    (spec.model() == Model.NFCE ? NFCE_CLOSING : CLOSING).fill(out, values);
    out.append("</infNFe>");
    if (spec.model() == Model.NFCE) {
      values.set("hash", digest.substring(0, 20).replace('/', '0').replace('+', '1'));
      SUPPLEMENT.fill(out, values);
    }
    signatures.write(out, "NFe" + spec.key(), digest, spec.issuer(), dice);
    out.append("</NFe>");
  }

  private void ide(Values values, DocumentSpec spec, Dice dice) {
    boolean datesOnly = spec.layout().equals("1.10") || spec.layout().equals("2.00");
    String issued = spec.issued().text();
    String field = datesOnly ? "dEmi" : "dhEmi";
    boolean leaves = spec.model() == Model.NFE && dice.chance(0.6);
    values
        .set("operationName", operationName(spec))
        .setIf(!spec.layout().equals("4.00"), "paymentForm", "<indPag>0</indPag>")
        .set(
            "issued",
            Slots.element(field, issued)
                + (leaves ? Slots.element(datesOnly ? "dSaiEnt" : "dhSaiEnt", issued) : ""))
        .setIf(!datesOnly, "destination", "<idDest>1</idDest>")
        .setIf(
            !datesOnly,
            "presence",
            spec.model() == Model.NFCE
                ? "<indFinal>1</indFinal><indPres>1</indPres>"
                : "<indFinal>0</indFinal><indPres>9</indPres>")
        .set("printing", spec.model() == Model.NFCE ? "4" : "1")
        .setIf(
            !spec.emission().equals("1") && !datesOnly,
            "contingency",
            Slots.element("dhCont", issued) + "<xJust>SEM COMUNICACAO COM A AUTORIDADE</xJust>")
        .set("references", references(spec, dice));
  }

  private static String operationName(DocumentSpec spec) {
    return switch (spec.purpose()) {
      case "4" -> "DEVOLU&#199;&#195;O DE MERCADORIA";
      case "2", "3" -> "COMPLEMENTO OU AJUSTE";
      default -> spec.operation().equals("0") ? "COMPRA DE MERCADORIA" : "VENDA DE MERCADORIA";
    };
  }

  /** References to other documents hold dates, models and ids that are not this document's. */
  private String references(DocumentSpec spec, Dice dice) {
    if (spec.purpose().equals("1")) {
      return "";
    }
    if (dice.chance(0.3)) {
      return "<NFref><refNF><cUF>35</cUF><AAMM>0101</AAMM><CNPJ>"
          + taxPayers.company(dice.below(1000)).id()
          + "</CNPJ><mod>01</mod><serie>1</serie><nNF>7</nNF></refNF></NFref>";
    }
    return "<NFref><refNFe>" + someKey(taxPayers, dice) + "</refNFe></NFref>";
  }

  /** A valid key of a document that nobody has. */
  static String someKey(TaxPayers taxPayers, Dice dice) {
    TaxPayer issuer = taxPayers.company(dice.below(100_000));
    return TaxIds.accessKey(
        issuer.state().code()
            + "2401"
            + issuer.id()
            + "55999"
            + dice.digits(9)
            + "1"
            + dice.digits(8));
  }

  private void parties(Values values, DocumentSpec spec, Dice dice) {
    boolean hasRecipient = spec.recipient().kind() != Recipient.Kind.NOBODY;
    String crt = spec.model() == Model.NFCE ? "1" : "3";
    values
        .setIf(!spec.layout().equals("1.10"), "taxRegime", "<CRT>" + crt + "</CRT>")
        .set("agencyId", spec.agency())
        .set("recipientRegime", recipientRegime(spec));
    values.set("agency", spec.agency().isEmpty() ? "" : AGENCY.fill(values));
    values.set("recipient", hasRecipient ? RECIPIENT.fill(values) : "");
    values.set(
        "pickup",
        dice.chance(0.03)
            ? "<retirada><CNPJ>"
                + taxPayers.company(dice.below(1000)).id()
                + "</CNPJ><xLgr>RUA DO DEPOSITO</xLgr><nro>9</nro><xBairro>CENTRO</xBairro>"
                + "<cMun>5300108</cMun><xMun>BRASILIA</xMun><UF>DF</UF></retirada>"
            : "");
    values.set("readers", readers(dice));
  }

  private static String recipientRegime(DocumentSpec spec) {
    if (spec.layout().equals("1.10") || spec.layout().equals("2.00")) {
      return "<IE/>";
    }
    return spec.recipient().kind() == Recipient.Kind.COMPANY
        ? "<indIEDest>1</indIEDest><IE>100000002</IE>"
        : "<indIEDest>9</indIEDest>";
  }

  private String readers(Dice dice) {
    return dice.chance(0.3)
        ? "<autXML><CNPJ>" + taxPayers.company(dice.below(1000)).id() + "</CNPJ></autXML>"
        : "";
  }

  private static void totals(StringBuilder out, Values values, DocumentSpec spec, Dice dice) {
    boolean reform =
        spec.model() == Model.NFE
            && spec.layout().equals("4.00")
            && spec.issued().local().filter(at -> !at.isBefore(REFORM_FROM)).isPresent();
    long discount = dice.chance(0.2) ? spec.valueCents() / 20 : 0;
    long products = spec.valueCents() + discount;
    NfeItems.Totals totals = NfeItems.write(out, spec, products, reform, dice);
    boolean taxed = spec.model() == Model.NFE;
    values
        .set("taxBase", Amounts.brl(taxed ? products : 0))
        .set("icms", Amounts.brl(taxed ? totals.icms() : 0))
        .set("pis", Amounts.brl(taxed ? totals.pis() : 0))
        .set("cofins", Amounts.brl(taxed ? totals.cofins() : 0))
        .set("products", Amounts.brl(products))
        .set("discount", Amounts.brl(discount))
        .set("ibs", Amounts.brl(totals.ibs()))
        .set("cbs", Amounts.brl(totals.cbs()));
    values.set("reformTotal", reform ? TOTAL_REFORM.fill(values) : "");
    TOTAL.fill(out, values);
  }

  private void closing(Values values, DocumentSpec spec, boolean current, Dice dice) {
    boolean pays = current || spec.model() == Model.NFCE;
    values
        .set("volumes", 1 + dice.below(40))
        .set("carrierId", taxPayers.company(dice.below(1000)).id())
        .set("due", spec.issued().local().map(at -> at.toLocalDate().toString()).orElse(""))
        .setIf(
            pays,
            "payment",
            "<pag><detPag><indPag>0</indPag><tPag>01</tPag><vPag>"
                + Amounts.brl(spec.valueCents())
                + "</vPag></detPag></pag>")
        .set(
            "note",
            "DOCUMENTO FICT&#205;CIO GERADO PARA TESTES; N&#195;O REPRESENTA OPERA&#199;&#195;O"
                + " ALGUMA. Trib aprox R$ conforme Lei 12.741/2012. PEDIDO "
                + dice.below(1_000_000));
    values.set("vendorId", taxPayers.company(0).id());
    values.set("vendor", current ? VENDOR.fill(values) : "");
  }
}
