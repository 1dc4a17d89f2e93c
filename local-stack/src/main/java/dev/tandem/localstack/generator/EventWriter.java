package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Template.Values;

/** Events and the old cancellations (domain sheet, section 6). */
final class EventWriter {
  private static final Template EVENT = Template.load("event.xml");
  private static final Template ANSWER = Template.load("event-answer.xml");
  private static final Template RECEIPT_REQUEST = Template.load("receipt-request.xml");
  private static final Template RECEIPT_ANSWER = Template.load("receipt-answer.xml");
  private static final String CONDITIONS =
      "A Carta de Correcao e disciplinada pelo paragrafo 1o-A do art. 7o do Convenio S/N, de 15 de"
          + " dezembro de 1970 e pode ser utilizada para regularizacao de erro ocorrido na emissao"
          + " de documento fiscal, desde que o erro nao esteja relacionado com: I - as variaveis"
          + " que determinam o valor do imposto tais como: base de calculo, aliquota, diferenca de"
          + " preco, quantidade, valor da operacao ou da prestacao; II - a correcao de dados"
          + " cadastrais que implique mudanca do remetente ou do destinatario; III - a data de"
          + " emissao ou de saida.";
  private static final String WHY = "<xJust>Pedido cancelado pelo cliente antes da saida</xJust>";

  private final long seed;
  private final TaxPayers taxPayers;
  private final Signatures signatures;

  EventWriter(long seed, TaxPayers taxPayers, Signatures signatures) {
    this.seed = seed;
    this.taxPayers = taxPayers;
    this.signatures = signatures;
  }

  /**
   * @param xmlns the declaration on the outermost element, or the empty text
   */
  void write(StringBuilder out, EventSpec event, String xmlns) {
    String suffix = Slots.kind(event.about().model());
    Values values = values(event);
    switch (event.kind().shape()) {
      case EVENT -> writeEvent(out, event, values, suffix, xmlns);
      case ANSWER -> writeAnswerAlone(out, values, suffix, xmlns);
      case RECEIPT -> {
        String version = " versao=\"" + event.about().layout() + "\"";
        out.append("<procCanc").append(suffix).append(version).append(xmlns).append('>');
        out.append("<canc").append(suffix).append(version).append('>');
        RECEIPT_REQUEST.fill(out, values);
        sign(out, event, "ID" + event.about().key());
        out.append("</canc").append(suffix).append('>');
        writeReceiptAnswer(out, values, suffix, "");
        out.append("</procCanc").append(suffix).append('>');
      }
      case RECEIPT_ANSWER -> writeReceiptAnswer(out, values, suffix, xmlns);
    }
  }

  /** The request alone, as {@code envEvento} holds it. */
  void writeRequest(StringBuilder out, EventSpec event, String xmlns) {
    Values values = values(event);
    String tag = event.about().model().isNfe() ? "evento" : "eventoCTe";
    out.append('<').append(tag).append(version(event)).append(xmlns).append('>');
    EVENT.fill(out, values);
    sign(out, event, "ID" + event.kind().type() + event.about().key() + "01");
    out.append("</").append(tag).append('>');
  }

  private void writeEvent(
      StringBuilder out, EventSpec event, Values values, String suffix, String xmlns) {
    if (event.kind().answer().isEmpty()) {
      writeRequest(out, event, xmlns);
      return;
    }
    boolean nfe = event.about().model().isNfe();
    out.append("<procEvento").append(suffix).append(version(event)).append(xmlns).append('>');
    writeRequest(out, event, "");
    String tag = nfe ? "retEvento" : "retEventoCTe";
    out.append('<').append(tag).append(version(event)).append('>');
    ANSWER.fill(out, values);
    out.append("</").append(tag).append("></procEvento").append(suffix).append('>');
  }

  private static void writeAnswerAlone(
      StringBuilder out, Values values, String suffix, String xmlns) {
    boolean nfe = suffix.equals("NFe");
    out.append(nfe ? "" : "<procCancCTe>");
    String tag = nfe ? "retEvento" : "retEventoCTe";
    out.append('<').append(tag).append(" versao=\"1.00\"").append(xmlns).append('>');
    ANSWER.fill(out, values);
    out.append("</").append(tag).append('>').append(nfe ? "" : "</procCancCTe>");
  }

  private static void writeReceiptAnswer(
      StringBuilder out, Values values, String suffix, String xmlns) {
    out.append("<retCanc").append(suffix).append(" versao=\"2.00\"").append(xmlns).append('>');
    RECEIPT_ANSWER.fill(out, values);
    out.append("</retCanc").append(suffix).append('>');
  }

  private static String version(EventSpec event) {
    return event.about().model().isNfe() ? " versao=\"1.00\"" : " versao=\"4.00\"";
  }

  private void sign(StringBuilder out, EventSpec event, String reference) {
    Dice dice = dice(event);
    signatures.write(out, reference, Signatures.digest(dice), event.about().issuer(), dice);
  }

  private Dice dice(EventSpec event) {
    return Dice.of(
        seed ^ event.kind().name().hashCode() ^ event.happened().text().hashCode(),
        event.about().index(),
        Purpose.CONTENT);
  }

  private Values values(EventSpec event) {
    DocumentSpec about = event.about();
    boolean nfe = about.model().isNfe();
    String field = event.kind().isReceipt() ? "dhRecbto" : "dhRegEvento";
    return new Values()
        .set("kind", Slots.kind(about.model()))
        .set("key", about.key())
        .set("eventType", event.kind().type())
        .set("sequence", event.sequence())
        .set("sequencePadded", "0" + event.sequence())
        .set(
            "authority",
            event.kind().type().startsWith("21") ? "91" : about.issuer().state().code())
        .set("environment", event.production() ? "1" : "2")
        .set("author", author(event))
        .set("happened", event.happened().text())
        .set("registered", Slots.element(field, event.registered().text()))
        .set("status", event.kind().answer())
        .set("statusReason", reason(event))
        .set("description", event.kind().description())
        .set("eventVersion", nfe ? "<verEvento>1.00</verEvento>" : "")
        .set("detailVersion", nfe ? "versao=\"1.00\"" : "versaoEvento=\"4.00\"")
        .set("detail", nfe ? nfeDetail(event) : cteDetail(event))
        .set("protocolNumber", Slots.protocolNumber(about))
        .set("answerNumber", Slots.protocolNumber(about).substring(1) + event.sequence());
  }

  /** Whoever sends it; an agency or a consumer that nobody knows sends as a company. */
  private String author(EventSpec event) {
    String author = event.author();
    return author.startsWith("<C")
        ? author
        : "<CNPJ>" + taxPayers.company(60_000_000).id() + "</CNPJ>";
  }

  private static String reason(EventSpec event) {
    return switch (event.kind().answer()) {
      case "101", "151" -> "Cancelamento homologado";
      case "134", "135", "155" -> "Evento registrado e vinculado";
      case "136" -> "Evento registrado, mas nao vinculado";
      case "501" -> "Rejeicao: Prazo de cancelamento superior ao previsto na legislacao";
      case "573" -> "Rejeicao: Duplicidade de evento";
      default -> "Rejeicao";
    };
  }

  private String nfeDetail(EventSpec event) {
    DocumentSpec about = event.about();
    String description = "<descEvento>" + event.kind().description() + "</descEvento>";
    String protocol = "<nProt>" + Slots.protocolNumber(about) + "</nProt>";
    String byIssuer =
        "<cOrgaoAutor>"
            + about.issuer().state().code()
            + "</cOrgaoAutor><tpAutor>1</tpAutor><verAplic>1.0</verAplic>";
    return description
        + switch (event.kind().type()) {
          case "110111" -> protocol + WHY;
          case "110112" ->
              byIssuer
                  + protocol
                  + WHY
                  + "<chNFeRef>"
                  + NfeWriter.someKey(taxPayers, dice(event))
                  + "</chNFeRef>";
          case "110110" ->
              "<xCorrecao>Onde se le CAIXA, leia-se CAIXA DE PAPELAO ONDULADO</xCorrecao>"
                  + "<xCondUso>"
                  + CONDITIONS
                  + "</xCondUso>";
          case "210240" -> WHY;
          case "110140" ->
              byIssuer
                  + Slots.element("dhEmi", about.issued().text())
                  + "<tpNF>1</tpNF><IE>100000001</IE><dest><UF>DF</UF>"
                  + "<CPF>11144477735</CPF><vNF>1.23</vNF><vICMS>0.00</vICMS><vST>0.00</vST></dest>";
          default -> "";
        };
  }

  private static String cteDetail(EventSpec event) {
    String description = "<descEvento>" + event.kind().description() + "</descEvento>";
    return switch (event.kind().type()) {
      case "110111" ->
          "<evCancCTe>"
              + description
              + "<nProt>"
              + Slots.protocolNumber(event.about())
              + "</nProt>"
              + WHY
              + "</evCancCTe>";
      case "110110" ->
          "<evCCeCTe>"
              + description
              + "<infCorrecao><grupoAlterado>ide</grupoAlterado><campoAlterado>natOp</campoAlterado>"
              + "<valorAlterado>TRANSPORTE</valorAlterado></infCorrecao><xCondUso>"
              + CONDITIONS
              + "</xCondUso></evCCeCTe>";
      case "610110" ->
          "<evPrestDesacordo>"
              + description
              + "<indDesacordoOper>1</indDesacordoOper><xObs>Servico nao prestado</xObs>"
              + "</evPrestDesacordo>";
      default -> "<evGenerico>" + description + "</evGenerico>";
    };
  }
}
