package dev.tandem.parity.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A document as it is stored, read by the JDK's parser. */
public final class Source {
  private final String name;
  private final byte[] stored;
  private final Element root;

  private Source(String name, byte[] stored, Element root) {
    this.name = name;
    this.stored = stored;
    this.root = root;
  }

  /** Empty where it is no XML, or has a document type. */
  public static List<Source> of(String name, byte[] stored) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setCoalescing(true);
    factory.setIgnoringComments(true);
    try {
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      Element root = builder.parse(new ByteArrayInputStream(stored)).getDocumentElement();
      root.normalize();
      return List.of(new Source(name, stored, root));
    } catch (SAXException e) {
      return List.of();
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  public String name() {
    return name;
  }

  /** As stored. */
  public byte[] stored() {
    return stored.clone();
  }

  String rootName() {
    return root.getLocalName();
  }

  /** From the root on, without a declaration. */
  String written(Look look) {
    return XmlWriter.write(root, look);
  }

  /** Elements anywhere by their name without prefix. */
  List<Element> elements(String localName) {
    NodeList found = root.getElementsByTagNameNS("*", localName);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** A child of the root, written as a document; none where there is another number of them. */
  List<String> onlyChild(String localName) {
    List<Element> children =
        elements(localName).stream().filter(element -> element.getParentNode() == root).toList();
    return children.size() == 1 ? List.of(XmlWriter.write(children.get(0), Look.PLAIN)) : List.of();
  }

  /**
   * Whether it may stand within another document: it has a root that no layout wants outermost, and
   * its records have what the layouts want of them, the layout's version.
   */
  boolean mayBeWrapped() {
    boolean versioned =
        List.of("infNFe", "infCte").stream()
            .flatMap(record -> elements(record).stream())
            .filter(record -> record.hasAttribute("Id"))
            .allMatch(record -> record.hasAttribute("versao"));
    return versioned && !rootName().startsWith("inf");
  }
}
