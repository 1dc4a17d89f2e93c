package dev.tandem.fiscalxml;

/** A value that a part of a record holds, by what it means; where it stands, its shape says. */
enum Field {
  /** The {@code Id} of a document, as written. */
  ID,
  LAYOUT,
  MODEL(true),
  STATE_CODE(true),
  /** {@code dhEmi}. */
  ISSUED,
  /** {@code dEmi} of layouts 1.10 and 2.00. */
  ISSUED_DATE,
  /** {@code tpAmb}. */
  ENVIRONMENT(true),
  EMISSION(true),
  OPERATION(true),
  PURPOSE(true),
  ISSUER_CNPJ,
  ISSUER_CPF,
  ISSUER_STATE,
  RECIPIENT,
  SENDER,
  DISPATCHER,
  RECEIVER,
  /** Which of the parties pays for a CT-e. */
  PAYER_ROLE(true),
  PAYER,
  VALUE,
  /** {@code chNFe} or {@code chCTe}. */
  KEY,
  /** The key of a document of a family that is not counted. */
  FOREIGN_KEY,
  STATUS(true),
  /** {@code dhRecbto}. */
  RECEIVED,
  EVENT_TYPE(true),
  SEQUENCE(true),
  /** {@code dhEvento}. */
  EVENT_TIME,
  /** {@code dhRegEvento}. */
  EVENT_REGISTERED;

  private final boolean number;

  Field() {
    this(false);
  }

  Field(boolean number) {
    this.number = number;
  }

  /** The value as it is compared and kept: a number has no leading zeros. */
  String normal(String written) {
    if (!number || written.length() < 2 || written.charAt(0) != '0') {
      return written;
    }
    int first = written.length() - 1;
    for (int i = written.length() - 1; i >= 0; i--) {
      char c = written.charAt(i);
      if (c < '0' || c > '9') {
        return written;
      }
      first = c == '0' ? first : i;
    }
    return written.substring(first);
  }
}
