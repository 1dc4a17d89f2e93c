package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Template.Values;

/** The element {@code CTe}, {@code CTeOS} or {@code CTeSimp} (domain sheet, section 5). */
final class CteWriter {
  private static final Template NORMAL = Template.load("cte.xml");
  private static final Template OS = Template.load("cte-os.xml");
  private static final Template SIMPLIFIED = Template.load("cte-simplified.xml");
  private static final Template PAYER = Template.load("cte-payer.xml");
  private static final Template VENDOR = Template.load("vendor.xml");

  private final long seed;
  private final TaxPayers taxPayers;
  private final Signatures signatures;

  CteWriter(long seed, TaxPayers taxPayers, Signatures signatures) {
    this.seed = seed;
    this.taxPayers = taxPayers;
    this.signatures = signatures;
  }

  void write(StringBuilder out, DocumentSpec spec, String xmlns) {
    Dice dice = Dice.of(seed, spec.index(), Purpose.CONTENT);
    String digest = Signatures.digest(dice);
    String tag = tag(spec.model());
    out.append('<').append(tag).append(xmlns);
    if (spec.model() == Model.CTE_OS) {
      out.append(" versao=\"").append(spec.layout()).append('"');
    }
    out.append("><infCte Id=\"CTe").append(spec.key());
    out.append("\" versao=\"").append(spec.layout()).append("\">");
    Values values = Slots.of(spec);
    Slots.recipient(values, spec);
    common(values, spec, dice);
    payer(values, spec, dice);
    values.set("carried", carried(spec, dice));
    switch (spec.model()) {
      case CTE_OS -> OS.fill(out, values);
      case CTE_SIMPLIFIED -> SIMPLIFIED.fill(out, values);
      default -> NORMAL.fill(out, values);
    }
    out.append("</infCte><infCTeSupl><qrCodCTe><![CDATA[https://www.cte.example/qrCode?chCTe=");
    out.append(spec.key()).append("&tpAmb=1]]></qrCodCTe></infCTeSupl>");
    signatures.write(out, "CTe" + spec.key(), digest, spec.issuer(), dice);
    out.append("</").append(tag).append('>');
  }

  static String tag(Model model) {
    return switch (model) {
      case CTE_OS -> "CTeOS";
      case CTE_SIMPLIFIED -> "CTeSimp";
      default -> "CTe";
    };
  }

  private void common(Values values, DocumentSpec spec, Dice dice) {
    values
        .set("icms", Amounts.brl(spec.valueCents() * 12 / 100))
        .set("volumes", 1 + dice.below(200))
        .set("cargoValue", Amounts.brl(spec.valueCents() * (5 + dice.below(40))))
        .set("due", spec.issued().local().map(at -> at.toLocalDate().toString()).orElse(""))
        .set(
            "readers",
            "<autXML><CNPJ>" + taxPayers.company(dice.below(1000)).id() + "</CNPJ></autXML>")
        .set(
            "note",
            "DOCUMENTO FICT&#205;CIO GERADO PARA TESTES; N&#195;O REPRESENTA PRESTA&#199;&#195;O"
                + " ALGUMA. Motorista e ve&#237;culo fict&#237;cios. COLETA "
                + dice.below(1_000_000));
    values.set("vendorId", taxPayers.company(0).id());
    values.set("vendor", spec.layout().equals("4.00") ? VENDOR.fill(values) : "");
  }

  /** Sender, receiver or a third party pays; whoever it is, is the recipient of the facts. */
  private void payer(Values values, DocumentSpec spec, Dice dice) {
    String other =
        "<CNPJ>" + taxPayers.company(70_000_000 + dice.below(1_000_000)).id() + "</CNPJ>";
    String third =
        "<CNPJ>" + taxPayers.company(70_000_000 + dice.below(1_000_000)).id() + "</CNPJ>";
    int who = dice.below(10);
    String payer = spec.recipient().element();
    boolean normal = spec.model() == Model.CTE;
    values
        .set("senderId", who < 4 ? payer : other)
        .set("receiverId", who >= 4 && who < 8 ? payer : third)
        .set("payerTag", normal ? "toma4" : "toma")
        .set("payerAddress", "enderToma")
        .set(
            "payerRole",
            normal
                ? "<toma>4</toma>"
                : spec.model() == Model.CTE_SIMPLIFIED
                    ? "<toma>4</toma><indIEToma>1</indIEToma>"
                    : "");
    boolean named = normal && who < 8;
    String toma =
        spec.layout().startsWith("1") || spec.layout().startsWith("2") ? "toma03" : "toma3";
    values.set(
        "payer",
        named
            ? "<" + toma + "><toma>" + (who < 4 ? 0 : 3) + "</toma></" + toma + ">"
            : PAYER.fill(values));
  }

  /** The invoices carried: elements called {@code infNFe} that are no NF-e. */
  private String carried(DocumentSpec spec, Dice dice) {
    StringBuilder carried = new StringBuilder();
    boolean simplified = spec.model() == Model.CTE_SIMPLIFIED;
    if (!simplified && dice.chance(0.2)) {
      return "<infOutros><tpDoc>99</tpDoc><descOutros>DECLARACAO</descOutros><nDoc>1</nDoc>"
          + "<dEmi>2001-01-01</dEmi><vDocFisc>9.99</vDocFisc></infOutros>";
    }
    int count = 1 + dice.geometric(3);
    for (int i = 0; i < count; i++) {
      String tag = simplified ? "chNFe" : "chave";
      carried.append("<infNFe><").append(tag).append('>');
      carried.append(NfeWriter.someKey(taxPayers, dice));
      carried.append("</").append(tag).append("></infNFe>");
    }
    return carried.toString();
  }
}
