package dev.tandem.localstack.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What XPath finds in files, one trap of the domain sheet after another. */
class FolderFactsIT {
  private static final String KEY = "35180834128745000152550010000476051695511860";
  private static final String OTHER_KEY = "35180834128745000152550010000476861118934859";
  private static final String NFE = "xmlns='http://www.portalfiscal.inf.br/nfe'";

  private static final String DOCUMENT =
      """
      <NFe><infNFe Id='NFe%s' versao='4.00'>
        <ide><cUF>35</cUF><mod>55</mod><NFref><refNF><mod>01</mod></refNF></NFref>
          <dhEmi>2018-08-15T16:16:57-03:00</dhEmi><tpNF>1</tpNF><tpEmis>1</tpEmis>
          <tpAmb>1</tpAmb><finNFe>1</finNFe></ide>
        <emit><CNPJ>34128745000152</CNPJ><xNome>Padaria S\u00e3o Jo\u00e3o</xNome>
          <enderEmit><UF>RJ</UF></enderEmit></emit>
        <avulsa><CNPJ>99999999999999</CNPJ></avulsa>
        <dest><CNPJ>57647232000153</CNPJ></dest>
        <total><ICMSTot><vNF>610.37</vNF></ICMSTot></total>
      </infNFe></NFe>
      """;

  private static final String PROTOCOL =
      """
      <protNFe><infProt><tpAmb>1</tpAmb><chNFe>%s</chNFe>
        <dhRecbto>2018-08-15T16:17:15-03:00</dhRecbto><cStat>%s</cStat></infProt></protNFe>
      """;

  private static final String EVENT =
      """
      <procEventoNFe %s><evento><infEvento><tpAmb>1</tpAmb><chNFe>%s</chNFe>
        <dhEvento>2018-08-17T20:45:00-03:00</dhEvento><tpEvento>%s</tpEvento>
        <nSeqEvento>1</nSeqEvento></infEvento></evento>
      <retEvento><infEvento><tpAmb>1</tpAmb><cStat>%s</cStat><chNFe>%2$s</chNFe>
        <tpEvento>%3$s</tpEvento><nSeqEvento>1</nSeqEvento>
        <dhRegEvento>2018-08-17T20:45:02-03:00</dhRegEvento></infEvento></retEvento>
      </procEventoNFe>
      """;

  private static Connection connection;
  @TempDir private Path folder;

  @BeforeAll
  static void connect() throws SQLException {
    connection = TestDatabase.connect("folder_facts");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  @AfterEach
  void dropTables() throws SQLException {
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists documents, facts");
    }
    connection.commit();
  }

  @Test
  void shouldTakeEveryValueFromItsOwnPlace() throws Exception {
    store("a.xml", proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "100")));
    load();
    assertThat(facts())
        .containsExactly(
            "1 0 document "
                + KEY
                + " 55 34128745000152 CNPJ 57647232 SP 4.00 1 1 1 61037"
                + " 2018-08-15 19:16:57+00 2018-08-15 16:16:57 2018-08-15 19:17:15+00 100 true");
  }

  @Test
  void shouldReadEveryEncodingThatOccurs() throws Exception {
    String xml = proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "100"));
    String declared = "<?xml version='1.0' encoding = \"%s\"?>";
    store("1.xml", xml, UTF_8);
    store("2.xml", "\uFEFF" + declared.formatted("ISO-8859-1") + xml, UTF_8);
    store("3.xml", "\n " + declared.formatted("utf-8") + xml, UTF_8);
    store("4.xml", declared.formatted("ISO-8859-1") + xml, ISO_8859_1);
    store("5.xml", declared.formatted("windows-1252") + xml, Charset.forName("windows-1252"));
    store("6.xml", "\uFEFF" + declared.formatted("UTF-16") + xml, UTF_16LE);
    store("7.xml", "\uFEFF" + xml, UTF_16BE);
    store("8.xml", xml, UTF_16LE);
    load();
    assertThat(classes()).hasSize(8).containsOnly("document ");
  }

  @Test
  void shouldRejectWhatCannotBeReadAndNothingElse() throws Exception {
    String xml = proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "100"));
    store("1.xml", "");
    store("2.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml);
    store("3.xml", "<!-- <!DOCTYPE -->\n<?pi?>" + xml);
    store("4.xml", xml.substring(0, xml.length() / 2));
    store("5.xml", xml, ISO_8859_1);
    store("6.xml", "<html/>");
    store("7.xml", "HTTP/1.1 403 Forbidden");
    store("8.xml", "<?xml version='1.0' encoding='EBCDIC'?>" + xml);
    store("9.xml", "<!-- no end" + xml);
    store("a.xml", "<a>".repeat(100) + "</a>".repeat(100));
    store("b.xml", "<a>".repeat(101) + "</a>".repeat(101));
    load();
    assertThat(classes())
        .containsExactly(
            "rejected empty",
            "rejected doctype",
            "document ",
            "rejected not-well-formed",
            "rejected encoding",
            "rejected not-fiscal",
            "rejected not-well-formed",
            "rejected encoding",
            "rejected not-well-formed",
            "rejected not-fiscal",
            "rejected too-deep");
  }

  @Test
  void shouldGiveADocumentItsOwnProtocol() throws Exception {
    String document = DOCUMENT.formatted(KEY);
    store("1.xml", proc(document + PROTOCOL.formatted(OTHER_KEY, "100")));
    store("2.xml", proc(document + PROTOCOL.formatted("", "100")));
    store(
        "3.xml", "<lot " + NFE + ">" + document + PROTOCOL.formatted(OTHER_KEY, "100") + "</lot>");
    store(
        "4.xml",
        proc(document + PROTOCOL.formatted(OTHER_KEY, "110") + PROTOCOL.formatted(KEY, "100")));
    store("5.xml", proc(document + "<protNFe/>" + PROTOCOL.formatted(KEY, "150")));
    load();
    assertThat(query("select row_id, kind, status from facts order by row_id, ordinal"))
        .containsExactly(
            "1 document 100",
            "2 document 100",
            "3 document ",
            "3 other ",
            "4 document 100",
            "4 other ",
            "5 document 150");
  }

  @Test
  void shouldTellGrantedCancellationsFromOthers() throws Exception {
    String mdfe = KEY.substring(0, 20) + "58" + KEY.substring(22);
    store("1.xml", EVENT.formatted(NFE, KEY, "110111", "135"));
    store("2.xml", EVENT.formatted(NFE, KEY, "110111", "501"));
    store("3.xml", EVENT.formatted(NFE, KEY, "110110", "135"));
    store("4.xml", EVENT.formatted(NFE, mdfe, "110112", "135"));
    store(
        "5.xml",
        """
        <retCancNFe %s><infCanc><tpAmb>1</tpAmb><cStat>101</cStat><chNFe>%s</chNFe>
        <dhRecbto>2010-12-02T16:59:41</dhRecbto></infCanc></retCancNFe>
        """
            .formatted(NFE, KEY));
    store("6.xml", proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "101")));
    load();
    assertThat(
            query(
                "select row_id, ordinal, kind, form, event_type, status, production, registered"
                    + " from facts order by row_id, ordinal"))
        .containsExactly(
            "1 0 cancellation event 110111 135 t 2018-08-17 23:45:02+00",
            "2 0 other   501 t 2018-08-17 23:45:02+00",
            "3 0 other   135 t 2018-08-17 23:45:02+00",
            "4 0 other   135 t 2018-08-17 23:45:02+00",
            "5 0 cancellation receipt  101 t 2010-12-02 18:59:41+00",
            "6 0 document   101 t 2018-08-15 19:17:15+00",
            "6 1 cancellation protocol  101 t 2018-08-15 19:17:15+00");
  }

  @Test
  void shouldNotTakeTheInvoicesOfAFreightBillForDocuments() throws Exception {
    store(
        "1.xml",
        """
        <c:CTe xmlns:c='http://www.portalfiscal.inf.br/cte'><c:infCte Id='CTe%s' versao='2.00'>
        <c:ide><c:cUF>99</c:cUF><c:mod>57</c:mod><c:dhEmi>2012-12-01T15:01:00</c:dhEmi>
          <c:tpAmb>1</c:tpAmb><c:toma03><c:toma>0</c:toma></c:toma03></c:ide>
        <c:emit><c:CPF>52998224725</c:CPF><c:enderEmit><c:UF>AC</c:UF></c:enderEmit></c:emit>
        <c:rem><c:CNPJ>12ABC34501DE35</c:CNPJ><c:infNFe><c:chave>x</c:chave></c:infNFe></c:rem>
        <c:dest><c:CNPJ>57647232000153</c:CNPJ></c:dest>
        <c:vPrest><c:vTPrest>0</c:vTPrest></c:vPrest>
        </c:infCte></c:CTe>
        """
            .formatted("35121268252816000146570010000016161002008470"));
    load();
    assertThat(facts())
        .containsExactly(
            "1 0 document 35121268252816000146570010000016161002008470 57 52998224725 CPF 12ABC345"
                + " AC 2.00    0 2012-12-01 19:01:00+00 2012-12-01 15:01:00   true");
  }

  @Test
  void shouldReadADateAsNoonOfTheStateAndOnlyTimesThatAre() throws Exception {
    for (String time :
        List.of(
            "<dEmi>2018-12-01</dEmi>",
            "<dhEmi>2018-12-01T10:00:00.9999-03:00</dhEmi>",
            "<dhEmi>2018-12-01T10:00:00-00:00</dhEmi>",
            "<dhEmi>2018-02-30T10:00:00-03:00</dhEmi>",
            "<dhEmi>string</dhEmi>",
            "<dhEmi>1965-12-31T23:59:59.001Z</dhEmi>")) {
      store(
          time.hashCode() + ".xml",
          DOCUMENT
              .formatted(KEY)
              .replace("<dhEmi>2018-08-15T16:16:57-03:00</dhEmi>", time)
              .replace("<cUF>35", "<cUF>12"));
    }
    load();
    assertThat(query("select issued, issued_local from facts"))
        .containsExactlyInAnyOrder(
            "2018-12-01 17:00:00+00 2018-12-01 12:00:00",
            "2018-12-01 13:00:00.999+00 2018-12-01 10:00:00.999",
            "2018-12-01 10:00:00+00 2018-12-01 10:00:00",
            " ",
            " ",
            "1965-12-31 23:59:59.001+00 1965-12-31 23:59:59.001");
  }

  @Test
  void shouldReadZippedRecordsInTheirPlace() throws Exception {
    String zips = "<retDistDFeInt %s><resNFe><chNFe>%s</chNFe></resNFe>%s%s</retDistDFeInt>";
    String document = zipped(proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "101")));
    store("1.xml", zips.formatted(NFE, KEY, document, zipped("<html/>")));
    store("2.xml", zips.formatted(NFE, KEY, document, "<docZip>AAAA</docZip>"));
    store("3.xml", zips.formatted(NFE, KEY, document, zipped("<html>")));
    load();
    assertThat(query("select row_id, ordinal, kind, reason from facts order by row_id, ordinal"))
        .containsExactly(
            "1 0 other ",
            "1 1 document ",
            "1 2 cancellation ",
            "1 3 other ",
            "2 0 rejected bad-doc-zip",
            "3 0 rejected not-well-formed");
  }

  @Test
  void shouldReadDocumentsThatStandPackedUnderAnyName() throws Exception {
    String document = proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "100"));
    String zip = zipped(document).replaceAll("</?docZip>", "");
    String half =
        "<NFeZip>%s</NFeZip>".formatted(zipped(DOCUMENT.formatted(KEY)).replaceAll("<[^>]*>", ""));
    String otherHalf =
        "<protNFeZip>%s</protNFeZip>"
            .formatted(zipped(PROTOCOL.formatted(KEY, "100")).replaceAll("<[^>]*>", ""));
    String escaped = document.replace("&", "&amp;").replace("<", "&lt;");
    store(
        "1.xml",
        "<retDownloadNFe " + NFE + "><procNFeZip>" + zip + "</procNFeZip></retDownloadNFe>");
    store("2.xml", "<procNFeGrupoZip>" + half + otherHalf + "</procNFeGrupoZip>");
    store("3.xml", zip);
    Files.write(folder.resolve("4.xml"), Base64.getMimeDecoder().decode(zip));
    store("5.xml", "<soap><r>" + escaped + "</r></soap>");
    store("6.xml", "<soap><r> <![CDATA[" + document + "]]></r></soap>");
    store("7.xml", "\uFEFF<soap><r>" + zip + "</r></soap>", UTF_16LE);
    store("8.xml", "<soap><r>" + zipped("<a><docZip>" + zip + "</docZip></a>") + "</r></soap>");
    store("9.xml", "<soap><r>&lt;infNFe></r></soap>");
    load();
    assertThat(query("select row_id, ordinal, kind, status, reason from facts order by row_id"))
        .containsExactly(
            "1 0 document 100 ",
            "2 0 document 100 ",
            "3 0 document 100 ",
            "4 0 document 100 ",
            "5 0 document 100 ",
            "6 0 document 100 ",
            "7 0 document 100 ",
            "8 0 document 100 ",
            "9 0 rejected  not-well-formed");
  }

  @Test
  void shouldKnowForeignTextsFromBrokenDocuments() throws Exception {
    String document = proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "100"));
    String zip = zipped(document).replaceAll("</?docZip>", "");
    String row = "<soap><h>%s</h>" + document + "</soap>";
    String answer = "<retEnviNFe " + NFE + "><h>%s</h></retEnviNFe>";
    store("01.xml", row.formatted("H4sI-4711"));
    store("02.xml", row.formatted(zipped("{}").replaceAll("</?docZip>", "")));
    store("03.xml", row.formatted("&lt;p>NFe infNFe&lt;br>"));
    store("04.xml", row.formatted("the tag &lt;infNFe>"));
    store("05.xml", answer.formatted("H4sI-4711 &lt;infNFe>"));
    store("06.xml", answer.formatted(zip.substring(0, 2) + "\n" + zip.substring(2)));
    store("07.xml", zip.substring(0, 3) + "\r\n" + zip.substring(3), UTF_16LE);
    store("11.xml", row.formatted(zip.substring(0, 76)));
    store("12.xml", row.formatted("&lt;infNFe>"));
    store(
        "13.xml",
        row.formatted("answer: &lt;nfeProc xmlns='http://www.portalfiscal.inf.br/nfe'/>"));
    store("14.xml", row.formatted("<i/>&lt;infNFe Id='NFe1'/>"));
    store("15.xml", row.formatted(Base64.getEncoder().encodeToString(document.getBytes(UTF_8))));
    load();
    assertThat(query("select row_id, ordinal, kind, status, reason from facts order by row_id"))
        .containsExactly(
            "1 0 document 100 ",
            "2 0 document 100 ",
            "3 0 document 100 ",
            "4 0 document 100 ",
            "5 0 other  ",
            "6 0 document 100 ",
            "7 0 document 100 ",
            "8 0 rejected  bad-doc-zip",
            "9 0 rejected  not-well-formed",
            "10 0 rejected  not-well-formed",
            "11 0 rejected  not-well-formed",
            "12 0 rejected  not-xml");
  }

  @Test
  void shouldTakeAnAuthorisationWithoutAKeyForFinalToo() throws Exception {
    String document = DOCUMENT.formatted(KEY);
    String refused = PROTOCOL.formatted(KEY, "204");
    String keyless = PROTOCOL.formatted("", "100");
    store("1.xml", proc(document + refused + keyless));
    store("2.xml", proc(keyless + refused + document));
    store("3.xml", proc(document + PROTOCOL.formatted("", "101") + keyless));
    load();
    assertThat(
            query(
                "select row_id, kind, access_key, status from facts"
                    + " where kind <> 'other' order by row_id, ordinal"))
        .containsExactly(
            "1 document " + KEY + " 100",
            "2 document " + KEY + " 100",
            "3 document " + KEY + " 100",
            "3 cancellation " + KEY + " 101");
  }

  @Test
  void shouldRejectRowsWithANamespaceThatIsNoUri() throws Exception {
    String row = "<x xmlns:a='%s'>" + proc(DOCUMENT.formatted(KEY)) + "</x>";
    String[] uris = {"urn:x", "a/b", "p://h:8/", "p://:8", "h?a&amp;b", "h&amp;tp:b", "p:#"};
    String[] others = {"a b", "h!t:b", "a#b#c", "a&amp;b#c", "p://h:/", "p://:", "p://a@:", "%"};
    for (String uri : uris) {
      store("a" + folder.toFile().list().length + ".xml", row.formatted(uri));
    }
    for (String other : others) {
      store("b" + folder.toFile().list().length + ".xml", row.formatted(other));
    }
    load();
    assertThat(query("select kind, count(*) from facts group by kind order by kind"))
        .containsExactly("document " + uris.length, "rejected " + others.length);
    assertThat(query("select kind from facts where row_id <= " + uris.length))
        .containsOnly("document");
  }

  @Test
  void shouldLetNoFileDisturbAnother() throws Exception {
    store("1.xml", proc(DOCUMENT.formatted(KEY) + PROTOCOL.formatted(KEY, "100")));
    Files.write(folder.resolve("2.xml"), new byte[] {-1, -2, 0, 0, '<', 0, 0, 0});
    Files.write(folder.resolve("3.xml"), new byte[] {0, 0});
    Files.write(folder.resolve("4.xml"), new byte[] {'<', 0, 'a', 0, 0, 0});
    store("5.xml", "PK\u0003\u0004 and more");
    Files.write(folder.resolve("6.xml"), new byte[6 * 1024 * 1024]);
    Files.createSymbolicLink(folder.resolve("7.xml"), folder.resolve("nothing"));
    Files.createDirectory(folder.resolve("8.xml"));
    store("9\n\u001b[31m.xml", proc(DOCUMENT.formatted(KEY)));
    List<String> notes = new ArrayList<>();

    assertThat(FolderFacts.load(connection, folder, "documents", "facts", notes::add)).hasSize(8);
    assertThat(classes())
        .containsExactly(
            "document ",
            "rejected encoding",
            "rejected encoding",
            "rejected not-well-formed",
            "rejected not-xml",
            "rejected too-large",
            "rejected empty",
            "document ");
    assertThat(notes)
        .containsExactly("7.xml cannot be read (it is no file): its row is empty, and so rejected");
  }

  @Test
  void shouldLetFilesArriveInTheOrderOfTheirNames() throws Exception {
    String later = DOCUMENT.formatted(KEY).replace("2018-08-15T16:16:57", "2018-08-20T00:00:00");
    store("a.xml", "<html/>");
    store("B.xml", later);
    store("\u00e9.xml", DOCUMENT.formatted(KEY));
    assertThat(load()).containsExactly("B.xml", "a.xml", "\u00e9.xml");
    assertThat(query("select id, file_name, received_at from documents order by id"))
        .containsExactly(
            "1 B.xml 2018-08-20 03:30:00+00",
            "2 a.xml 2018-08-20 03:30:00+00",
            "3 \u00e9.xml 2018-11-23 19:16:57+00");
    assertThat(
            query(
                "select count(*) from facts f join documents d on d.id = f.row_id"
                    + " and d.received_at = f.arrived"))
        .containsExactly("3");
  }

  @Test
  void shouldSayWhichFolderIsNone() throws IOException {
    Path file = Files.createFile(folder.resolve("a.xml"));
    assertThatThrownBy(() -> FolderFacts.load(connection, file, "documents", "facts", note -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + " is no folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> FolderFacts.load(connection, empty, "documents", "facts", note -> {}))
        .hasMessageContaining(empty + " holds no file");
  }

  private List<String> load() throws IOException, SQLException {
    return FolderFacts.load(connection, folder, "documents", "facts", note -> {});
  }

  private void store(String name, String xml) throws IOException {
    store(name, xml, UTF_8);
  }

  private void store(String name, String xml, Charset charset) throws IOException {
    Files.write(folder.resolve(name), xml.getBytes(charset));
  }

  private static String proc(String content) {
    return "<nfeProc " + NFE + ">" + content + "</nfeProc>";
  }

  private static String zipped(String xml) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(xml.getBytes(UTF_8));
    }
    return "<docZip>" + Base64.getMimeEncoder().encodeToString(bytes.toByteArray()) + "</docZip>";
  }

  private static List<String> facts() throws SQLException {
    return query(
        """
        select row_id, ordinal, kind, access_key, model, issuer, issuer_type, recipient_root, state,
          layout, operation, purpose, emission, value_cents, issued, issued_local, registered,
          status, production::text
        from facts order by row_id, ordinal
        """);
  }

  private static List<String> classes() throws SQLException {
    return query("select kind, reason from facts where ordinal = 0 order by row_id");
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(row.getString(i) == null ? "" : row.getString(i));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }
}
