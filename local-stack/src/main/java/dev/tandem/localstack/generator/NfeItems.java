package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Template.Values;
import java.util.List;

/** The items of an NF-e or NFC-e, and what they add up to. */
final class NfeItems {
  private static final Template NFE = Template.load("nfe-item.xml");
  private static final Template NFCE = Template.load("nfce-item.xml");
  private static final Template REFORM = Template.load("nfe-item-reform.xml");

  private static final List<String> PRODUCTS =
      List.of(
          "PARAFUSO SEXTAVADO A&#231;O INOX 1/2 POL",
          "CAF&#201; TORRADO E MO&#205;DO TRADICIONAL 500G",
          "CAMISETA ALGOD&#195;O M &amp; G SORTIDA",
          "ARROZ BENEFICIADO TIPO 1 PACOTE 5KG",
          "REFRIGERANTE COLA GARRAFA 2L",
          "CABO FLEXÍVEL 2,5MM ANTICHAMA ROLO 100M",
          "DETERGENTE NEUTRO 500ML",
          "PÃO FRANCÊS KG",
          "TINTA ACRÍLICA BRANCA 18L",
          "CADERNO UNIVERSITÁRIO 10 MATÉRIAS",
          "FILTRO DE &#211;LEO MOTOR 1.0",
          "LEITE UHT INTEGRAL 1L");
  private static final List<String> CODES =
      List.of("73181500", "09012100", "61091000", "10063021", "22021000", "85444900");

  /** Sums over the items, in cents. */
  record Totals(long icms, long pis, long cofins, long ibs, long cbs) {}

  private NfeItems() {}

  /**
   * @param cents what all items are worth together
   * @param reform whether the taxes of the reform are told (since 2026)
   */
  static Totals write(StringBuilder out, DocumentSpec spec, long cents, boolean reform, Dice dice) {
    int count = spec.items();
    int[] weights = new int[count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = 20 + dice.below(200);
      total += weights[i];
    }
    Values values =
        new Values()
            .set("cfop", spec.operation().equals("0") ? "1102" : "5102")
            .set("order", spec.number());
    long icms = 0;
    long pis = 0;
    long cofins = 0;
    long ibs = 0;
    long cbs = 0;
    long weightBefore = 0;
    for (int i = 0; i < count; i++) {
      long before = share(cents, weightBefore, total);
      weightBefore += weights[i];
      long item = share(cents, weightBefore, total) - before;
      icms += item * 18 / 100;
      pis += item * 165 / 10_000;
      cofins += item * 76 / 1_000;
      ibs += item / 1_000;
      cbs += item * 9 / 1_000;
      int quantity = 1 + dice.below(12);
      values
          .set("item", i + 1)
          .set("productCode", 100_000 + dice.below(900_000))
          .set("product", dice.pick(PRODUCTS))
          .set("ncm", dice.pick(CODES))
          .set("quantity", quantity)
          .set("unitValue", unitValue(item, quantity))
          .set("itemValue", Amounts.brl(item));
      if (spec.model() == Model.NFCE) {
        NFCE.fill(out, values);
      } else {
        values
            .set("itemIcms", Amounts.brl(item * 18 / 100))
            .set("itemPis", Amounts.brl(item * 165 / 10_000))
            .set("itemCofins", Amounts.brl(item * 76 / 1_000))
            .set("itemIbs", Amounts.brl(item / 1_000))
            .set("itemCbs", Amounts.brl(item * 9 / 1_000))
            .set("itemNote", "LOTE " + dice.below(100_000) + " GARANTIA DE 90 DIAS");
        values.set("reformTax", reform ? REFORM.fill(values) : "");
        NFE.fill(out, values);
      }
    }
    return new Totals(icms, pis, cofins, ibs, cbs);
  }

  private static long share(long cents, long weight, long total) {
    return cents * weight / total;
  }

  /** Ten decimals. */
  private static String unitValue(long cents, int quantity) {
    long billionths = cents * 10_000_000 / quantity;
    String decimals = Long.toString(1_000_000_000 + billionths % 1_000_000_000).substring(1);
    return billionths / 1_000_000_000 + "." + decimals + "0";
  }
}
