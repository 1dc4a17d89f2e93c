package dev.tandem.fiscalxml;

import java.util.regex.Pattern;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The names of namespaces are URIs (RFC 3986). The parser takes any text for one, where
 * PostgreSQL's does not: a row with another is well-formed for neither. As it does, an ampersand is
 * taken for the reference that it is written as, and a port has digits.
 */
final class NamespaceNames {
  private static final Pattern URI =
      Pattern.compile(
          "(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))"
              + "(?://(?:[A-Za-z0-9!$&'()*+,.:;=_~%-]*@)?[A-Za-z0-9!$&'()*+,.;=_~%-]*"
              + "(?::[0-9]+)?(?=[/?#]|$)|(?!//))"
              + "(?:[A-Za-z0-9!$&'()*+,./:;=?@_~-]|%[0-9A-Fa-f]{2})*+"
              + "(?:#(?:[A-Za-z0-9!$&'()*+,./:;=?@_~-]|%[0-9A-Fa-f]{2})*+)?");

  private NamespaceNames() {}

  /** Whether those that the element at hand declares are URIs; few are other than fiscal ones. */
  static boolean areUris(XMLStreamReader2 reader) {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      String uri = reader.getNamespaceURI(i);
      if (uri != null && FiscalNamespace.of(uri).isEmpty() && !isUri(uri)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUri(String name) {
    return URI.matcher(name.replace("&", "&#38;")).matches();
  }
}
