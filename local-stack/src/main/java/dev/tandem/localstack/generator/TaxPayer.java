package dev.tandem.localstack.generator;

/**
 * Somebody who issues documents.
 *
 * @param id CNPJ or CPF, text
 * @param series of the documents issued, 0 to 999
 */
record TaxPayer(int rank, String id, boolean person, State state, String name, int series) {

  /** {@code <CNPJ>..</CNPJ>} or {@code <CPF>..</CPF>}. */
  String element() {
    return person ? "<CPF>" + id + "</CPF>" : "<CNPJ>" + id + "</CNPJ>";
  }

  String type() {
    return person ? "CPF" : "CNPJ";
  }

  /** The 14 characters of an access key that stand for the issuer. */
  String keySegment() {
    return person ? "000" + id : id;
  }

  /** State inscription: digits that mean nothing. */
  String inscription() {
    return Long.toString(100_000_000L + Long.remainderUnsigned(Dice.mix(rank), 90_000_000L));
  }
}
