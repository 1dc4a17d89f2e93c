package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.generator.Fact.Kind;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads the rows back with the JDK's parser and a few paths of the domain sheet. */
class XmlAgreesWithFactsTest {
  private static final Set<String> ROOTS =
      Set.of(
          "nfeProc",
          "NFe",
          "cteProc",
          "CTe",
          "cteOSProc",
          "CTeOS",
          "cteSimpProc",
          "CTeSimp",
          "procEventoNFe",
          "procEventoCTe",
          "evento",
          "eventoCTe",
          "procCancNFe",
          "procCancCTe",
          "retCancNFe",
          "retCancCTe",
          "enviNFe",
          "retDistDFeInt",
          "Envelope",
          "resNFe",
          "resEvento",
          "procInutNFe",
          "mdfeProc",
          "procEventoMDFe",
          "retEnviNFe");
  private static final int ROWS = 7_000;
  private static final DocumentGenerator GENERATOR = Samples.generator(Samples.SEED, ROWS);

  @Test
  void shouldHoldEveryCaseInTheRowsLookedAt() {
    assertThat(GENERATOR.rowsOfFullCoverage()).isLessThanOrEqualTo(ROWS);
  }

  @Test
  void shouldWriteWellFormedXmlUnlessItMeantNotTo() throws Exception {
    DocumentBuilder parser = parser();
    Set<String> roots = new HashSet<>();
    for (long index = 0; index < ROWS; index++) {
      GeneratedRow row = GENERATOR.row(index);
      boolean rejected = row.facts().get(0).kind() == Kind.REJECTED;
      if (rejected) {
        assertThat(isFiscal(parser, row)).as("row %s", row.id()).isFalse();
      } else {
        Element root = parse(parser, row);
        roots.add(root.getLocalName());
        assertThat(root.getLocalName()).as("row %s", row.id()).isIn(ROOTS);
      }
    }
    assertThat(roots).isEqualTo(ROOTS);
  }

  @Test
  void shouldSayInTheXmlWhatTheFactsSay() throws Exception {
    DocumentBuilder parser = parser();
    int compared = 0;
    for (long index = 0; index < ROWS; index++) {
      GeneratedRow row = GENERATOR.row(index);
      Fact fact = row.facts().get(0);
      if (fact.kind() == Kind.DOCUMENT) {
        Element root = parse(parser, row);
        List<Element> found = documents(root);
        if (found.size() == 1 && !root.getLocalName().equals("Envelope")) {
          compare(row, fact, root, found.get(0));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(ROWS * 9 / 10);
  }

  private static void compare(GeneratedRow row, Fact fact, Element root, Element document) {
    String of = "row " + row.id();
    assertThat(document.getAttribute("Id").substring(3)).as(of).isEqualTo(fact.accessKey());
    assertThat(document.getAttribute("versao")).as(of).isEqualTo(fact.layout());
    assertThat(text(document, "ide", "mod")).as(of).isEqualTo(fact.model());
    assertThat(text(document, "ide", "tpEmis")).as(of).isEqualTo(fact.emission());
    assertThat(text(document, "ide", "tpNF")).as(of).isEqualTo(fact.operation());
    assertThat(text(document, "ide", "finNFe")).as(of).isEqualTo(fact.purpose());
    assertThat(text(document, "emit", fact.issuerType())).as(of).isEqualTo(fact.issuer());
    assertThat(text(document, "emit", "enderEmit", "UF")).as(of).isEqualTo(fact.state());
    assertThat(new BigDecimal(value(document)).movePointRight(2).longValueExact())
        .as(of)
        .isEqualTo(fact.valueCents().orElseThrow());
    compareTime(of, fact, text(document, "ide", "dhEmi") + text(document, "ide", "dEmi"));
    String protocol =
        fact.model().equals("55") || fact.model().equals("65") ? "protNFe" : "protCTe";
    assertThat(text(root, protocol, "infProt", "cStat")).as(of).isEqualTo(fact.status());
    boolean production =
        text(document, "ide", "tpAmb").equals("1")
            && !text(root, protocol, "infProt", "tpAmb").equals("2");
    assertThat(production).as(of).isEqualTo(fact.production());
  }

  private static void compareTime(String of, Fact fact, String written) {
    if (written.isEmpty()) {
      assertThat(fact.issued()).as(of).isEmpty();
    } else if (written.length() == 10) {
      assertThat(fact.issuedLocal()).as(of).contains(LocalDate.parse(written).atTime(12, 0));
    } else if (written.length() == 19) {
      assertThat(fact.issuedLocal()).as(of).contains(LocalDateTime.parse(written));
    } else {
      OffsetDateTime time = OffsetDateTime.parse(written);
      assertThat(fact.issued()).as(of).contains(time.toInstant());
      assertThat(fact.issuedLocal()).as(of).contains(time.toLocalDateTime());
    }
  }

  private static String value(Element document) {
    return text(document, "total", "ICMSTot", "vNF")
        + text(document, "vPrest", "vTPrest")
        + text(document, "total", "vTPrest");
  }

  /** {@code infNFe} and {@code infCte} elements that are documents, not mentions of one. */
  private static List<Element> documents(Element from) {
    List<Element> found = new ArrayList<>();
    for (Element child : children(from)) {
      String name = child.getLocalName();
      if ((name.equals("infNFe") || name.equals("infCte")) && child.hasAttribute("Id")) {
        found.add(child);
      } else {
        found.addAll(documents(child));
      }
    }
    return found;
  }

  private static String text(Element from, String... path) {
    Element at = from;
    for (String step : path) {
      at =
          children(at).stream()
              .filter(child -> child.getLocalName().equals(step))
              .findFirst()
              .orElse(null);
      if (at == null) {
        return "";
      }
    }
    return at.getTextContent();
  }

  private static List<Element> children(Element from) {
    List<Element> children = new ArrayList<>();
    for (Node node = from.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static boolean isFiscal(DocumentBuilder parser, GeneratedRow row) throws Exception {
    try {
      Element root = parse(parser, row);
      // A distribution is fiscal, but what is zipped in it cannot be read.
      return ROOTS.contains(root.getLocalName()) && !root.getLocalName().equals("retDistDFeInt");
    } catch (SAXException e) {
      return false;
    }
  }

  private static Element parse(DocumentBuilder parser, GeneratedRow row) throws Exception {
    String xml = row.xml().startsWith("\uFEFF") ? row.xml().substring(1) : row.xml();
    return parser.parse(new InputSource(new StringReader(xml.strip()))).getDocumentElement();
  }

  private static DocumentBuilder parser() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder parser = factory.newDocumentBuilder();
    parser.setErrorHandler(new Quiet());
    return parser;
  }

  private static final class Quiet implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
