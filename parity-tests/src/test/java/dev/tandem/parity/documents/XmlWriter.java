package dev.tandem.parity.documents;

import dev.tandem.parity.documents.Look.Between;
import dev.tandem.parity.documents.Look.Edit;
import dev.tandem.parity.documents.Look.Names;
import dev.tandem.parity.documents.Look.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes a document from its root on, in a look. */
final class XmlWriter {
  /** What may be repeated, in any order. */
  private static final Set<String> REPEATS =
      Set.of("det", "NFref", "autXML", "detPag", "dup", "docZip", "resNFe", "Reference");

  private final Look look;
  private final StringBuilder out = new StringBuilder();
  private int prefixes;

  private XmlWriter(Look look) {
    this.look = look;
  }

  static String write(Element root, Look look) {
    XmlWriter writer = new XmlWriter(look);
    writer.element(root, Map.of("", ""));
    return writer.out.toString();
  }

  /**
   * @param scope prefixes in scope by namespace; the default one by the empty prefix
   */
  private void element(Element element, Map<String, String> scope) {
    Map<String, String> inner = new HashMap<>(scope);
    List<String> attributes = new ArrayList<>();
    String name = name(element, inner, attributes);
    for (Attr attribute : attributes(element)) {
      String prefix = "";
      if (attribute.getNamespaceURI() != null) {
        prefix = "a" + prefixes++ + ":";
        attributes.add(
            quoted(
                "xmlns:" + prefix.substring(0, prefix.length() - 1), attribute.getNamespaceURI()));
      }
      attributes.add(quoted(prefix + attribute.getLocalName(), attribute.getValue()));
    }
    if (look.tags() == Tags.REVERSED_ATTRIBUTES) {
      Collections.reverse(attributes);
    }
    out.append('<').append(name);
    for (String attribute : attributes) {
      out.append(look.tags() == Tags.SPACED ? "\n\t " : " ").append(attribute);
    }
    out.append(look.tags() == Tags.SPACED ? " " : "");
    List<Node> children = children(element);
    if (children.isEmpty() && look.tags() != Tags.EMPTY_AS_PAIR) {
      out.append("/>");
      return;
    }
    out.append('>');
    content(element, children, inner);
    out.append("</").append(name).append(look.tags() == Tags.SPACED ? " >" : ">");
  }

  private void content(Element element, List<Node> children, Map<String, String> scope) {
    boolean leaf = children.stream().noneMatch(child -> child instanceof Element);
    for (Node child : children) {
      if (child instanceof Element inner) {
        between();
        element(inner, scope);
      } else if (leaf || !child.getNodeValue().isBlank()) {
        text(edited(element, child.getNodeValue()));
      } else if (look.between() == Between.KEPT) {
        out.append(escaped(child.getNodeValue()));
      }
    }
    if (!leaf) {
      between();
    }
  }

  private void between() {
    out.append(
        switch (look.between()) {
          case KEPT, NOTHING -> "";
          case LINES -> "\n\t ";
          case CARRIAGE_RETURNS -> "\r\n\r\n";
          case COMMENTS -> "<!-- <infNFe> & <cStat>999</cStat> -->";
          case INSTRUCTIONS -> "<?x <infNFe> & ?>";
        });
  }

  private void text(String text) {
    int half = text.length() / 2;
    if (half > 0 && Character.isLowSurrogate(text.charAt(half))) {
      half--;
    }
    String first = text.substring(0, half);
    String second = text.substring(half);
    boolean cdata = !text.contains("]]>") && !text.contains("\r");
    switch (look.text()) {
      case SPLIT_BY_COMMENT ->
          out.append(escaped(first)).append("<!-- 9 < 1 -->").append(escaped(second));
      case SPLIT_BY_INSTRUCTION ->
          out.append(escaped(first)).append("<?x 9 ?>").append(escaped(second));
      case HALF_IN_CDATA ->
          out.append(cdata ? "<![CDATA[" + first + "]]>" : escaped(first)).append(escaped(second));
      case IN_CDATA -> out.append(cdata ? "<![CDATA[" + text + "]]>" : escaped(text));
      case CHARACTER_REFERENCES ->
          text.codePoints()
              .forEach(
                  c ->
                      out.append(c % 2 == 0 ? "&#" + c : "&#x" + Integer.toHexString(c))
                          .append(';'));
      case BLANKS_AROUND -> out.append("\n\t ").append(escaped(text)).append(" \r\n");
      case PLAIN -> out.append(escaped(text));
    }
  }

  private String edited(Element element, String text) {
    if (!"nSeqEvento".equals(element.getLocalName()) || !text.matches("[0-9]{1,2}")) {
      return text;
    }
    boolean answer =
        element.getParentNode().getParentNode() instanceof Element around
            && around.getLocalName().startsWith("ret");
    boolean padded =
        look.edit() == Edit.ALL_PADDED || (look.edit() == Edit.ANSWERS_PADDED && answer);
    return padded ? "0".repeat(3 - text.length()) + text : text;
  }

  private List<Node> children(Element element) {
    List<Node> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element || child instanceof org.w3c.dom.Text) {
        children.add(child);
      }
    }
    if (look.edit() == Edit.REPEATS_REVERSED) {
      REPEATS.forEach(name -> reverse(children, name));
    }
    return children;
  }

  private static void reverse(List<Node> children, String name) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < children.size(); i++) {
      if (name.equals(children.get(i).getLocalName())) {
        places.add(i);
      }
    }
    for (int i = 0; i < places.size() / 2; i++) {
      Collections.swap(children, places.get(i), places.get(places.size() - 1 - i));
    }
  }

  private String name(Element element, Map<String, String> scope, List<String> attributes) {
    String namespace = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
    if (look.names() == Names.PREFIXED && !namespace.isEmpty()) {
      String prefix = scope.get("p:" + namespace);
      if (prefix == null) {
        prefix = "p" + prefixes++;
        scope.put("p:" + namespace, prefix);
        attributes.add(quoted("xmlns:" + prefix, namespace));
      }
      return prefix + ":" + element.getLocalName();
    }
    if (!namespace.equals(scope.get("")) || look.names() == Names.REPEATED) {
      scope.put("", namespace);
      attributes.add(quoted("xmlns", namespace));
    }
    return element.getLocalName();
  }

  private static List<Attr> attributes(Element element) {
    List<Attr> attributes = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
        attributes.add(attribute);
      }
    }
    return attributes;
  }

  private String quoted(String name, String value) {
    String quote = look.tags() == Tags.PLAIN ? "\"" : "'";
    String written =
        escaped(value)
            .replace("\"", "&quot;")
            .replace("'", "&#39;")
            .replace("\n", "&#10;")
            .replace("\t", "&#9;");
    return name + (look.tags() == Tags.SPACED ? " = " : "=") + quote + written + quote;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }
}
