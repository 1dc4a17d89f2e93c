package dev.tandem.fiscalxml;

/** A value that a part of a record holds, by what it means; where it stands, its shape says. */
enum Field {
  /** The {@code Id} of a document, as written. */
  ID,
  LAYOUT,
  MODEL,
  STATE_CODE,
  /** {@code dhEmi}. */
  ISSUED,
  /** {@code dEmi} of layouts 1.10 and 2.00. */
  ISSUED_DATE,
  /** {@code tpAmb}. */
  ENVIRONMENT,
  EMISSION,
  OPERATION,
  PURPOSE,
  ISSUER_CNPJ,
  ISSUER_CPF,
  ISSUER_STATE,
  RECIPIENT,
  SENDER,
  DISPATCHER,
  RECEIVER,
  /** Which of the parties pays for a CT-e. */
  PAYER_ROLE,
  PAYER,
  VALUE,
  /** {@code chNFe} or {@code chCTe}. */
  KEY,
  /** The key of a document of a family that is not counted. */
  FOREIGN_KEY,
  STATUS,
  /** {@code dhRecbto}. */
  RECEIVED,
  EVENT_TYPE,
  SEQUENCE,
  /** {@code dhEvento}. */
  EVENT_TIME,
  /** {@code dhRegEvento}. */
  EVENT_REGISTERED
}
