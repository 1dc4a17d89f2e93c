package dev.tandem.localstack.generator;

/** Ways in which a row cannot be read. */
enum Damage {
  TRUNCATED,
  DOCTYPE,
  NOT_XML,
  HTML,
  UNKNOWN_ROOT,
  EMPTY,
  BLANK,
  BARE_AMPERSAND,
  TAG_NOT_CLOSED,
  BAD_DOC_ZIP;

  /**
   * @param xml compact, without a declaration
   */
  String inflict(String xml, Dice dice) {
    String declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    return switch (this) {
      case TRUNCATED ->
          declaration + xml.substring(0, (int) (xml.length() * (0.3 + 0.6 * dice.unit())));
      case DOCTYPE -> declaration + "<!DOCTYPE nfeProc [<!ENTITY quem \"ninguem\">]>" + xml;
      case NOT_XML -> "ERRO 500: documento indisponivel, tente mais tarde";
      case HTML ->
          "<!-- erro --><html><head><title>Erro</title></head><body>Servico em manutencao"
              + "<br/></body></html>";
      case UNKNOWN_ROOT -> declaration + "<pedido versao=\"1\"><item>1</item></pedido>";
      case EMPTY -> "";
      case BLANK -> " \r\n ";
      case BARE_AMPERSAND -> declaration + xml.replaceFirst("<xNome>", "<xNome>IRMAOS & FILHOS ");
      case TAG_NOT_CLOSED -> declaration + xml.replaceFirst("</xNome>", "");
      case BAD_DOC_ZIP ->
          declaration
              + "<retDistDFeInt versao=\"1.01\""
              + Slots.xmlns(Model.NFE)
              + "><tpAmb>1</tpAmb><cStat>138</cStat><loteDistDFeInt>"
              + "<docZip NSU=\"000000000000001\" schema=\"procNFe_v4.00.xsd\">bmFvIGUgZ3ppcA=="
              + "</docZip></loteDistDFeInt></retDistDFeInt>";
    };
  }

  /** A word for it. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
