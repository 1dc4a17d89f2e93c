package dev.tandem.localstack.generator;

import java.util.Set;

/** Events about documents (domain sheet, section 6), and what the authority said to them. */
enum EventKind {
  CANCELLATION("110111", "135", Shape.EVENT),
  CANCELLATION_UNLINKED("110111", "136", Shape.EVENT),
  CANCELLATION_LATE("110111", "155", Shape.EVENT),
  CANCELLATION_OF_CTE("110111", "134", Shape.EVENT),
  CANCELLATION_IN_TEST("110111", "135", Shape.EVENT),
  CANCELLATION_WITHOUT_REGISTRATION("110111", "135", Shape.EVENT),
  CANCELLATION_REFUSED("110111", "501", Shape.EVENT),
  CANCELLATION_REPEATED("110111", "573", Shape.EVENT),
  CANCELLATION_UNANSWERED("110111", "", Shape.EVENT),
  /** {@code retEvento} alone; only beside its document. */
  CANCELLATION_ANSWER("110111", "135", Shape.ANSWER),
  SUBSTITUTION("110112", "135", Shape.EVENT),
  /** {@code procCancNFe}, {@code procCancCTe}. */
  OLD_CANCELLATION("", "101", Shape.RECEIPT),
  OLD_CANCELLATION_LATE("", "151", Shape.RECEIPT),
  /** {@code retCancNFe} alone. */
  OLD_CANCELLATION_ANSWER("", "101", Shape.RECEIPT_ANSWER),
  OLD_CANCELLATION_REFUSED("", "220", Shape.RECEIPT),
  CORRECTION("110110", "135", Shape.EVENT),
  CONFIRMATION("210200", "135", Shape.EVENT),
  AWARENESS("210210", "135", Shape.EVENT),
  UNKNOWN_OPERATION("210220", "135", Shape.EVENT),
  NOT_PERFORMED("210240", "135", Shape.EVENT),
  EPEC("110140", "136", Shape.EVENT),
  DELIVERY_PROOF("110130", "135", Shape.EVENT),
  INTERESTED_ACTOR("110150", "135", Shape.EVENT),
  TAX_REFORM("112110", "135", Shape.EVENT),
  SERVICE_DISAGREED("610110", "135", Shape.EVENT);

  /** How it is written. */
  enum Shape {
    EVENT,
    ANSWER,
    RECEIPT,
    RECEIPT_ANSWER
  }

  private static final Set<String> ACCEPTING_EVENT = Set.of("134", "135", "136", "155");
  private static final Set<String> ACCEPTING_RECEIPT = Set.of("101", "151");

  private final String type;
  private final String answer;
  private final Shape shape;

  EventKind(String type, String answer, Shape shape) {
    this.type = type;
    this.answer = answer;
    this.shape = shape;
  }

  /** {@code tpEvento}; empty in the old form. */
  String type() {
    return type;
  }

  /** {@code cStat} of the answer; empty where there is none. */
  String answer() {
    return answer;
  }

  Shape shape() {
    return shape;
  }

  boolean isReceipt() {
    return shape == Shape.RECEIPT || shape == Shape.RECEIPT_ANSWER;
  }

  /** Whether it says that a document of that model is cancelled. */
  boolean cancels(Model model) {
    return switch (type) {
      case "" -> ACCEPTING_RECEIPT.contains(answer);
      case "110111" -> ACCEPTING_EVENT.contains(answer);
      case "110112" -> model.isNfe() && ACCEPTING_EVENT.contains(answer);
      default -> false;
    };
  }

  /** Whether such an event is sent about a document of that model. */
  boolean fits(Model model) {
    return switch (this) {
      case SUBSTITUTION -> model == Model.NFCE;
      case CANCELLATION_OF_CTE, SERVICE_DISAGREED -> !model.isNfe();
      case CORRECTION -> model == Model.NFE || model == Model.CTE;
      case CONFIRMATION, AWARENESS, UNKNOWN_OPERATION, NOT_PERFORMED -> model == Model.NFE;
      case EPEC, INTERESTED_ACTOR, TAX_REFORM -> model == Model.NFE;
      case OLD_CANCELLATION, OLD_CANCELLATION_LATE, OLD_CANCELLATION_ANSWER ->
          model == Model.NFE || model == Model.CTE;
      case OLD_CANCELLATION_REFUSED -> model == Model.NFE;
      default -> true;
    };
  }

  /** {@code descEvento}. */
  String description() {
    return switch (type) {
      case "110111" -> "Cancelamento";
      case "110112" -> "Cancelamento por substituicao";
      case "110110" -> "Carta de Correcao";
      case "210200" -> "Confirmacao da Operacao";
      case "210210" -> "Ciencia da Operacao";
      case "210220" -> "Desconhecimento da Operacao";
      case "210240" -> "Operacao nao Realizada";
      case "110140" -> "EPEC";
      case "110130" -> "Comprovante de Entrega da NF-e";
      case "110150" -> "Ator interessado na NF-e";
      case "112110" -> "Informacao de efetivo pagamento integral";
      case "610110" -> "Prestacao do Servico em Desacordo";
      default -> "Evento";
    };
  }
}
