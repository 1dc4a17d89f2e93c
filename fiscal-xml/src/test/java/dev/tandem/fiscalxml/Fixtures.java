package dev.tandem.fiscalxml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import java.util.List;

/** Small documents of our own; tests change single values by {@link String#replace}. */
final class Fixtures {
  static final String NFE_KEY = "35260311222333000181550010000001231123456781";
  static final String OTHER_NFE_KEY = "35260311222333000181550010000001251123456786";
  static final String NFCE_KEY = "35260311222333000181650010000001241123456781";
  static final String CTE_KEY = "41260311222333000181570010000007771123456780";
  static final String CTE_OS_KEY = "41260311222333000181670010000007781123456780";
  static final String MDFE_KEY = "41260311222333000181580010000000091123456785";

  private static final String NFE_SPACE = " xmlns=\"http://www.portalfiscal.inf.br/nfe\"";
  private static final String CTE_SPACE = " xmlns=\"http://www.portalfiscal.inf.br/cte\"";
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);

  private Fixtures() {}

  /** An NF-e 4.00 with everything near it that a careless look-up would trip over. */
  static String nfe() {
    return """
    <NFe%s>
      <infNFe Id="NFe%s" versao="4.00">
        <ide>
          <cUF>35</cUF><cNF>12345678</cNF><natOp>VENDA</natOp><mod>55</mod><serie>1</serie>
          <nNF>123</nNF><dhEmi>2026-03-04T10:20:30-03:00</dhEmi>
          <dhSaiEnt>2026-03-05T11:00:00-03:00</dhSaiEnt>
          <tpNF>1</tpNF><idDest>1</idDest><cMunFG>3550308</cMunFG><tpImp>1</tpImp>
          <tpEmis>1</tpEmis><cDV>1</cDV><tpAmb>1</tpAmb><finNFe>1</finNFe>
          <NFref><refNF><cUF>31</cUF><AAMM>2501</AAMM><CNPJ>99887766000105</CNPJ>
            <mod>01</mod><serie>2</serie><nNF>7</nNF></refNF></NFref>
        </ide>
        <emit><CNPJ>11222333000181</CNPJ><xNome>LOJA &amp; CIA</xNome>
          <enderEmit><xLgr>RUA A</xLgr><UF>SP</UF></enderEmit><IE>1</IE><CRT>3</CRT></emit>
        <avulsa><CNPJ>99887766000105</CNPJ><UF>MG</UF><dEmi>2020-01-01</dEmi></avulsa>
        <dest><CNPJ>44556677000186</CNPJ><xNome>CLIENTE</xNome>
          <enderDest><UF>RJ</UF></enderDest></dest>
        <det nItem="1"><prod><cProd>1</cProd><vProd>9.99</vProd></prod>
          <imposto><ICMS><vNF>1.00</vNF></ICMS></imposto></det>
        <total><ICMSTot><vBC>0.00</vBC><vProd>1234.56</vProd><vNF>1234.56</vNF></ICMSTot>
          <vNFTot>1300.00</vNFTot></total>
        <infAdic><infCpl><![CDATA[<NFe>]]></infCpl></infAdic>
      </infNFe>
      <infNFeSupl><qrCode><![CDATA[http://example.invalid/?p=1|2]]></qrCode></infNFeSupl>
      <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>
    </NFe>
    """
        .formatted(NFE_SPACE, NFE_KEY);
  }

  static String nfeProtocol(String key, String status) {
    return """
    <protNFe%s versao="4.00"><infProt><tpAmb>1</tpAmb><verAplic>SP</verAplic><chNFe>%s</chNFe>
      <dhRecbto>2026-03-04T10:20:40-03:00</dhRecbto><nProt>1</nProt><digVal>x</digVal>
      <cStat>%s</cStat><xMotivo>m</xMotivo></infProt></protNFe>
    """
        .formatted(NFE_SPACE, key, status);
  }

  static String nfeProc(String... content) {
    return "<nfeProc" + NFE_SPACE + " versao=\"4.00\">" + String.join("", content) + "</nfeProc>";
  }

  /** Authorised, in production. */
  static String authorisedNfe() {
    return nfeProc(nfe(), nfeProtocol(NFE_KEY, "100"));
  }

  /** A CT-e 4.00 that carries an invoice. */
  static String cte() {
    return """
    <CTe%s>
      <infCte Id="CTe%s" versao="4.00">
        <ide><cUF>41</cUF><cCT>12345678</cCT><CFOP>6353</CFOP><mod>57</mod><serie>1</serie>
          <nCT>777</nCT><dhEmi>2026-03-04T10:20:30-03:00</dhEmi><tpEmis>1</tpEmis>
          <tpAmb>1</tpAmb><tpCTe>0</tpCTe><UFIni>PR</UFIni><UFFim>SP</UFFim>
          <toma3><toma>3</toma></toma3></ide>
        <emit><CNPJ>11222333000181</CNPJ><xNome>T</xNome><enderEmit><UF>PR</UF></enderEmit></emit>
        <rem><CNPJ>10000000000100</CNPJ></rem>
        <exped><CNPJ>20000000000100</CNPJ></exped>
        <receb><CNPJ>30000000000100</CNPJ></receb>
        <dest><CNPJ>40000000000100</CNPJ></dest>
        <vPrest><vTPrest>321.09</vTPrest><vRec>300.00</vRec></vPrest>
        <infCTeNorm><infDoc>
          <infNFe Id="NFe%s"><chave>%s</chave></infNFe>
          <infNF><mod>01</mod><serie>1</serie><dEmi>2020-01-01</dEmi></infNF>
        </infDoc></infCTeNorm>
      </infCte>
    </CTe>
    """
        .formatted(CTE_SPACE, CTE_KEY, NFE_KEY, NFE_KEY);
  }

  static String cteProtocol(String key, String status) {
    return """
    <protCTe%s><infProt><tpAmb>1</tpAmb><chCTe>%s</chCTe>
      <dhRecbto>2026-03-04T10:20:40-03:00</dhRecbto><cStat>%s</cStat></infProt></protCTe>
    """
        .formatted(CTE_SPACE, key, status);
  }

  static String cteProc(String... content) {
    return "<cteProc" + CTE_SPACE + " versao=\"4.00\">" + String.join("", content) + "</cteProc>";
  }

  static String eventRequest(String key, String type) {
    return """
    <evento%s versao="1.00"><infEvento Id="ID1"><cOrgao>35</cOrgao><tpAmb>1</tpAmb>
      <CNPJ>11222333000181</CNPJ><chNFe>%s</chNFe><dhEvento>2026-03-05T08:00:00-03:00</dhEvento>
      <tpEvento>%s</tpEvento><nSeqEvento>1</nSeqEvento>
      <detEvento><chNFe>%s</chNFe><tpEvento>999999</tpEvento></detEvento></infEvento></evento>
    """
        .formatted(NFE_SPACE, key, type, OTHER_NFE_KEY);
  }

  static String eventAnswer(String key, String type, String status) {
    return """
    <retEvento%s versao="1.00"><infEvento><tpAmb>1</tpAmb><cOrgao>35</cOrgao><cStat>%s</cStat>
      <chNFe>%s</chNFe><tpEvento>%s</tpEvento><nSeqEvento>1</nSeqEvento>
      <dhRegEvento>2026-03-05T08:00:02-03:00</dhRegEvento></infEvento></retEvento>
    """
        .formatted(NFE_SPACE, status, key, type);
  }

  static String event(String key, String type, String status) {
    return "<procEventoNFe"
        + NFE_SPACE
        + ">"
        + eventRequest(key, type)
        + eventAnswer(key, type, status)
        + "</procEventoNFe>";
  }

  /** What a row holds; fails where it cannot be read. */
  static List<FiscalRecord> read(String xml) {
    ReadResult result = READER.read(xml);
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) result).records();
  }

  /** The only record of a row. */
  static FiscalRecord readOne(String xml) {
    List<FiscalRecord> records = read(xml);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  static Document readDocument(String xml) {
    return (Document) readOne(xml);
  }

  /** Why a row cannot be read; fails where it can. */
  static RejectReason refusal(ReadResult result) {
    assertThat(result).isInstanceOf(ReadResult.Unreadable.class);
    return ((ReadResult.Unreadable) result).reason();
  }

  static RejectReason refusal(String xml) {
    return refusal(READER.read(xml));
  }
}
