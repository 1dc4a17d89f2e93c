package dev.tandem.localstack.generator;

/** The kinds of document that are made; two of them share a model. */
enum Model {
  NFE("55"),
  NFCE("65"),
  CTE("57"),
  CTE_OS("67"),
  CTE_SIMPLIFIED("57");

  private final String code;

  Model(String code) {
    this.code = code;
  }

  /** {@code ide/mod}. */
  String code() {
    return code;
  }

  /** Whether the layout is the one that NF-e and NFC-e share. */
  boolean isNfe() {
    return this == NFE || this == NFCE;
  }
}
