package dev.tandem.fiscalxml;

/**
 * What is wanted of each record element, in all layouts at once (domain sheet, sections 4 to 7).
 */
final class Shapes {
  /** {@code infNFe}, layouts 1.10 to 4.00. */
  static final Shape NFE =
      document()
          .text("ide/tpNF", Field.OPERATION)
          .text("ide/finNFe", Field.PURPOSE)
          .text("dest/CNPJ", Field.RECIPIENT)
          .text("total/ICMSTot/vNF", Field.VALUE)
          .build();

  /** {@code infCte} of CT-e, CT-e OS and CT-e Simplificado, layouts 1.04 to 4.00. */
  static final Shape CTE =
      document()
          .text("ide/toma3/toma", Field.PAYER_ROLE)
          .text("ide/toma03/toma", Field.PAYER_ROLE)
          .text("ide/toma4/toma", Field.PAYER_ROLE)
          .text("ide/toma4/CNPJ", Field.PAYER)
          .text("toma/CNPJ", Field.PAYER)
          .text("rem/CNPJ", Field.SENDER)
          .text("exped/CNPJ", Field.DISPATCHER)
          .text("receb/CNPJ", Field.RECEIVER)
          .text("dest/CNPJ", Field.RECIPIENT)
          .text("vPrest/vTPrest", Field.VALUE)
          .text("total/vTPrest", Field.VALUE)
          .build();

  /** {@code infProt}. */
  static final Shape PROTOCOL = answer().text("dhRecbto", Field.RECEIVED).build();

  /** {@code infEvento} of a request or an answer. */
  static final Shape EVENT =
      answer()
          .text("tpEvento", Field.EVENT_TYPE)
          .text("nSeqEvento", Field.SEQUENCE)
          .text("dhEvento", Field.EVENT_TIME)
          .text("dhRegEvento", Field.EVENT_REGISTERED)
          .text("dhRecbto", Field.RECEIVED)
          .build();

  /** {@code infCanc} of a request or an answer, layouts 1.x to 3.x. */
  static final Shape RECEIPT = answer().text("dhRecbto", Field.RECEIVED).build();

  /** {@code infInut} of a request or an answer. */
  static final Shape NUMBER_GAP = Shape.builder().text("cStat", Field.STATUS).build();

  /** {@code resNFe}, {@code resEvento} and their like. */
  static final Shape SUMMARY = keys().build();

  private Shapes() {}

  private static Shape.Builder document() {
    return Shape.builder()
        .text("ide/cUF", Field.STATE_CODE)
        .text("ide/mod", Field.MODEL)
        .text("ide/dhEmi", Field.ISSUED)
        .text("ide/dEmi", Field.ISSUED_DATE)
        .text("ide/tpAmb", Field.ENVIRONMENT)
        .text("ide/tpEmis", Field.EMISSION)
        .text("emit/CNPJ", Field.ISSUER_CNPJ)
        .text("emit/CPF", Field.ISSUER_CPF)
        .text("emit/enderEmit/UF", Field.ISSUER_STATE);
  }

  private static Shape.Builder answer() {
    return keys().text("tpAmb", Field.ENVIRONMENT).text("cStat", Field.STATUS);
  }

  private static Shape.Builder keys() {
    return Shape.builder()
        .text("chNFe", Field.KEY)
        .text("chCTe", Field.KEY)
        .text("chMDFe", Field.FOREIGN_KEY)
        .text("chBPe", Field.FOREIGN_KEY)
        .text("chNF3e", Field.FOREIGN_KEY)
        .text("chNFCom", Field.FOREIGN_KEY)
        .text("chNFAg", Field.FOREIGN_KEY)
        .text("chNFGas", Field.FOREIGN_KEY)
        .text("chDCe", Field.FOREIGN_KEY);
  }
}
