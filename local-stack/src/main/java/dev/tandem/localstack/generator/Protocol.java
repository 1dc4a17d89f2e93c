package dev.tandem.localstack.generator;

/**
 * The authority's answer to a document ({@code protNFe}, {@code protCTe}).
 *
 * @param status {@code cStat}; empty where there is no protocol
 * @param registered {@code dhRecbto}
 */
record Protocol(String status, boolean production, IssueTime registered) {
  static final Protocol NONE = new Protocol("", true, IssueTime.ABSENT);

  boolean isPresent() {
    return !status.isEmpty();
  }

  /** Whether it says that the document was authorised once and is cancelled now. */
  boolean saysCancelled() {
    return status.equals("101") || status.equals("151") || status.equals("155");
  }

  Protocol withStatus(String changed) {
    return new Protocol(changed, production, registered);
  }

  /** {@code xMotivo}. */
  String reason() {
    return switch (status) {
      case "100" -> "Autorizado o uso";
      case "150" -> "Autorizado o uso, autorizacao fora de prazo";
      case "101" -> "Cancelamento homologado";
      case "151", "155" -> "Cancelamento homologado fora de prazo";
      case "110" -> "Uso Denegado";
      case "301" -> "Uso Denegado: Irregularidade fiscal do emitente";
      case "302" -> "Uso Denegado: Irregularidade fiscal do destinatario";
      case "104" -> "Lote processado";
      default -> "Rejeicao: Duplicidade";
    };
  }
}
