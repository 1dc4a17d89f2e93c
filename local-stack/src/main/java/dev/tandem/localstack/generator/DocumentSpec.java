package dev.tandem.localstack.generator;

/**
 * All that one document says, before it is written as XML. Made again from its index whenever a
 * copy or an event needs it.
 *
 * @param index of the row that holds the original; seeds what is not told here
 * @param layout {@code versao}
 * @param agency CNPJ of the agency that issued it for the issuer (NF-e avulsa); empty otherwise
 * @param code {@code cNF} or {@code cCT}: 8 digits, 9 in layout 1.10
 * @param operation {@code tpNF}, empty for a CT-e
 * @param purpose {@code finNFe}, empty for a CT-e
 * @param emission {@code tpEmis}
 * @param production {@code ide/tpAmb} is 1
 * @param arrivedMs of the original
 */
record DocumentSpec(
    long index,
    Model model,
    String layout,
    TaxPayer issuer,
    String agency,
    Recipient recipient,
    String key,
    String code,
    int series,
    long number,
    String operation,
    String purpose,
    String emission,
    long valueCents,
    int items,
    IssueTime issued,
    boolean production,
    Protocol protocol,
    Embedded embedded,
    long arrivedMs) {

  /** An event that came in the same row, beside the document. */
  enum Embedded {
    NOTHING,
    /** {@code procEventoNFe} or {@code procEventoCTe}, granted. */
    CANCELLATION,
    /** A bare {@code retEvento}, granted. */
    CANCELLATION_ANSWER,
    /** {@code procCancNFe} or {@code procCancCTe} of the old layouts, granted. */
    OLD_CANCELLATION,
    /** An event that was refused. */
    REFUSED_CANCELLATION,
    CORRECTION_LETTER
  }

  /** Every {@code tpAmb} of the document and its protocol is 1. */
  boolean allProduction() {
    return production && protocol.production();
  }

  DocumentSpec withValueCents(long changed) {
    return with(changed, protocol, embedded);
  }

  DocumentSpec withProtocol(Protocol changed) {
    return with(valueCents, changed, embedded);
  }

  DocumentSpec withoutProtocol() {
    return with(valueCents, Protocol.NONE, Embedded.NOTHING);
  }

  private DocumentSpec with(long cents, Protocol changed, Embedded changedEmbedded) {
    return new DocumentSpec(
        index,
        model,
        layout,
        issuer,
        agency,
        recipient,
        key,
        code,
        series,
        number,
        operation,
        purpose,
        emission,
        cents,
        items,
        issued,
        production,
        changed,
        changedEmbedded,
        arrivedMs);
  }
}
