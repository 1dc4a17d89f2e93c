package dev.tandem.fiscalxml;

import com.fasterxml.aalto.in.ReaderConfig;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.util.CharsetNames;
import dev.tandem.domain.RejectReason;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.io.Stax2ByteArraySource;

/**
 * Makes cursors, from any thread.
 *
 * <p>Aalto's factory keeps every element and attribute name it has seen, so that the next document
 * finds them interned, and forgets none. The vocabulary of fiscal documents is about two thousand
 * names; rows with others would fill the heap of a collector that runs for months, so a factory
 * that knows too many names is replaced.
 */
final class XmlCursors {
  private static final int MAX_NAMES = 8192;

  private final int maxDepth;
  private volatile InputFactoryImpl factory = newFactory();

  XmlCursors(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** The caller closes it, or its names and buffers are not used again. */
  XmlCursor open(XmlText text) throws UnreadableException {
    MarkupLimits.requireShortTags(text);
    if (namesKnown() > MAX_NAMES) {
      factory = newFactory();
    }
    Stax2ByteArraySource source =
        new Stax2ByteArraySource(text.bytes(), text.start(), text.bytes().length - text.start());
    try {
      return new XmlCursor(
          (XMLStreamReader2) factory.createXMLStreamReader(source), text, maxDepth);
    } catch (XMLStreamException e) {
      throw new UnreadableException(RejectReason.NOT_WELL_FORMED, "no XML at its first byte");
    }
  }

  /** What the factory has learned; visible for tests. */
  int namesKnown() {
    ReaderConfig config = factory.getNonSharedConfig(null, null, null, false, false);
    config.setActualEncoding(CharsetNames.CS_UTF8);
    return config.getBBSymbols().size();
  }

  private static InputFactoryImpl newFactory() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, true);
    factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
    return factory;
  }
}
