package dev.tandem.localstack.generator;

/**
 * To whom a document goes; of a CT-e, who pays.
 *
 * @param id CNPJ, CPF or a foreign document, which may be empty; empty where nobody is named
 */
record Recipient(Kind kind, String id, State state, int number) {
  enum Kind {
    COMPANY,
    PERSON,
    FOREIGN,
    NOBODY
  }

  /** The first eight characters of a CNPJ, else the empty text. */
  String root() {
    return kind == Kind.COMPANY ? id.substring(0, 8) : "";
  }

  String element() {
    return switch (kind) {
      case COMPANY -> "<CNPJ>" + id + "</CNPJ>";
      case PERSON -> "<CPF>" + id + "</CPF>";
      case FOREIGN ->
          id.isEmpty() ? "<idEstrangeiro/>" : "<idEstrangeiro>" + id + "</idEstrangeiro>";
      case NOBODY -> "";
    };
  }

  /** Obviously nobody's. */
  String name() {
    return "CLIENTE FICTICIO " + number;
  }
}
