package dev.tandem.parity.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.parity.documents.Look.Between;
import dev.tandem.parity.documents.Look.Edit;
import dev.tandem.parity.documents.Look.Names;
import dev.tandem.parity.documents.Look.Tags;
import dev.tandem.parity.documents.Look.Text;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Element;

/**
 * Writes a document otherwise without a change of what it says.
 *
 * @param writer empty where the layouts do not allow that for a document
 */
public record Transformation(String name, Function<Source, Optional<byte[]>> writer) {
  private static final String NFE = "http://www.portalfiscal.inf.br/nfe";
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  public Optional<byte[]> of(Source source) {
    return writer.apply(source);
  }

  /** All there are. */
  public static List<Transformation> all() {
    List<Transformation> all = new ArrayList<>();
    addLooks(all);
    addEncodings(all);
    addEnvelopes(all);
    addPackings(all);
    return List.copyOf(all);
  }

  private static void addLooks(List<Transformation> all) {
    Look plain = Look.PLAIN;
    look(all, "written anew", plain);
    look(all, "namespace on every element", plain.with(Names.REPEATED));
    look(all, "prefixes", plain.with(Names.PREFIXED));
    look(all, "prefixes, CDATA, comments", plain.with(Names.PREFIXED).with(Text.HALF_IN_CDATA));
    for (Text text : Text.values()) {
      if (text != Text.PLAIN) {
        look(all, "text " + word(text), plain.with(text));
      }
    }
    for (Between between : Between.values()) {
      if (between != Between.KEPT) {
        look(all, "between elements " + word(between), plain.with(between));
      }
    }
    for (Tags tags : Tags.values()) {
      if (tags != Tags.PLAIN) {
        look(all, "tags " + word(tags), plain.with(tags));
      }
    }
    // More than one record in a row, in another order, is another order of records.
    look(all, "repeats reversed", plain.with(Edit.REPEATS_REVERSED), Transformation::isOneRecord);
    look(all, "answer's sequence padded", plain.with(Edit.ANSWERS_PADDED), s -> hasSequence(s));
    look(all, "all sequences padded", plain.with(Edit.ALL_PADDED), s -> hasSequence(s));
  }

  private static void addEncodings(List<Transformation> all) {
    text(all, "UTF-8 declared", xml -> bytes(declared("UTF-8") + xml, UTF_8));
    text(
        all,
        "utf-8 declared",
        xml -> bytes("<?xml version = '1.0'\n encoding = 'utf-8' ?>\r\n" + xml, UTF_8));
    text(
        all,
        "standalone",
        xml -> bytes("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + xml, UTF_8));
    text(
        all,
        "declaration without encoding",
        xml -> bytes("<?xml version=\"1.0\"?>\n" + xml, UTF_8));
    text(
        all,
        "comments around",
        xml -> bytes("<!-- <!DOCTYPE a> -->\n<?x y?>" + xml + "<!-- b -->\n", UTF_8));
    text(all, "UTF-8 with a mark", xml -> bytes("\uFEFF" + xml, UTF_8));
    text(all, "mark and blank line", xml -> bytes("\uFEFF\r\n" + declared("UTF-8") + xml, UTF_8));
    text(all, "UTF-16LE", xml -> bytes("\uFEFF" + declared("UTF-16") + xml, UTF_16LE));
    text(all, "UTF-16BE", xml -> bytes("\uFEFF" + declared("utf-16") + xml, UTF_16BE));
    text(all, "UTF-16LE without a mark", xml -> bytes(xml, UTF_16LE));
    text(all, "UTF-16BE without a mark", xml -> bytes(declared("UTF-16") + xml, UTF_16BE));
    text(all, "UTF-8 declared as UTF-16", xml -> bytes(declared("UTF-16") + xml, UTF_8));
    text(all, "ISO-8859-1", xml -> bytes(declared("ISO-8859-1") + xml, ISO_8859_1));
    text(all, "windows-1252", xml -> bytes(declared("windows-1252") + xml, WINDOWS_1252));
  }

  private static void addEnvelopes(List<Transformation> all) {
    envelope(all, "in a SOAP envelope", Packing::soap);
    envelope(all, "in a SOAP envelope, escaped", xml -> Packing.soap(Packing.escaped(xml)));
    envelope(
        all,
        "in a SOAP envelope, CDATA",
        xml -> Packing.soap(Packing.cdata(declared("ISO-8859-1") + xml)));
    envelope(
        all,
        "in a SOAP envelope twice, escaped",
        xml -> Packing.soap(Packing.escaped(Packing.soap(Packing.escaped(xml)))));
    envelope(all, "in a SOAP envelope, beside foreign texts", Packing::soapWithTokens);
    envelope(all, "in a lot", xml -> "<enviLote><idLote>1</idLote>" + xml + "</enviLote>");
    root(
        all,
        "in enviNFe",
        Set.of("NFe"),
        xml ->
            "<enviNFe versao='4.00' xmlns='" + NFE + "'><idLote>1</idLote>" + xml + "</enviNFe>");
    root(
        all,
        "in nfeProc",
        Set.of("NFe"),
        xml -> "<nfeProc xmlns='" + NFE + "'>" + xml + "</nfeProc>");
    root(all, "in cteProc", Set.of("CTe"), xml -> "<cteProc>" + xml + "</cteProc>");
  }

  private static void addPackings(List<Transformation> all) {
    envelope(all, "docZip", xml -> Packing.distribution(Packing.base64OfGzip(xml)));
    envelope(
        all,
        "docZip in lines",
        xml ->
            Packing.distribution(Packing.inLines(Packing.base64OfGzip(declared("utf-8") + xml))));
    envelope(
        all,
        "procNFeZip",
        xml -> Packing.download("<procNFeZip>" + Packing.base64OfGzip(xml) + "</procNFeZip>"));
    envelope(
        all,
        "docZip as text in SOAP",
        xml -> Packing.soap(Packing.escaped(Packing.distribution(Packing.base64OfGzip(xml)))));
    all.add(new Transformation("procNFeGrupoZip", source -> halves(source)));
    text(all, "gzip", xml -> Optional.of(Packing.gzip(xml.getBytes(UTF_8))));
    text(
        all,
        "gzip of UTF-16",
        xml -> Optional.of(Packing.gzip(("\uFEFF" + xml).getBytes(UTF_16LE))));
    text(all, "base64 of gzip", xml -> bytes(Packing.base64OfGzip(xml), UTF_8));
    text(
        all,
        "base64 of gzip in lines, UTF-16",
        xml -> bytes("\uFEFF" + Packing.inLines(Packing.base64OfGzip(xml)), UTF_16LE));
    envelope(
        all,
        "base64 of gzip with an early line break in SOAP",
        xml -> Packing.soap("H4\r\n" + Packing.base64OfGzip(xml).substring(2)));
    all.add(
        new Transformation(
            "UTF-16 with docZip",
            source ->
                Optional.of(source)
                    .filter(Source::mayBeWrapped)
                    .map(
                        s ->
                            ("\uFEFF"
                                    + Packing.distribution(
                                        Packing.base64OfGzip(s.written(Look.PLAIN))))
                                .getBytes(UTF_16LE))));
  }

  /** A document and its protocol, each compressed, where the protocol names the document. */
  private static Optional<byte[]> halves(Source source) {
    List<String> document = source.onlyChild("NFe");
    List<String> protocol = source.onlyChild("protNFe");
    List<Element> records = source.elements("infNFe");
    List<Element> keys =
        source.elements("chNFe").stream()
            .filter(key -> "protNFe".equals(key.getParentNode().getParentNode().getLocalName()))
            .toList();
    boolean theyBelong =
        !document.isEmpty()
            && !protocol.isEmpty()
            && records.size() == 1
            && keys.size() == 1
            && source.elements("infProt").size() == 1
            && source.elements("infEvento").isEmpty()
            && records.get(0).getAttribute("Id").equals("NFe" + keys.get(0).getTextContent());
    if (!theyBelong || !source.mayBeWrapped()) {
      return Optional.empty();
    }
    return bytes(
        Packing.download(
            "<procNFeGrupoZip><NFeZip>"
                + Packing.base64OfGzip(document.get(0))
                + "</NFeZip><protNFeZip>"
                + Packing.base64OfGzip(protocol.get(0))
                + "</protNFeZip></procNFeGrupoZip>"),
        UTF_8);
  }

  private static boolean isOneRecord(Source source) {
    return source.elements("docZip").size() < 2 && source.elements("resNFe").size() < 2;
  }

  private static boolean hasSequence(Source source) {
    return !source.elements("nSeqEvento").isEmpty();
  }

  private static void look(List<Transformation> all, String name, Look look) {
    look(all, name, look, source -> true);
  }

  private static void look(
      List<Transformation> all, String name, Look look, Function<Source, Boolean> allowed) {
    all.add(
        new Transformation(
            name,
            source ->
                allowed.apply(source)
                    ? Optional.of(source.written(look).getBytes(UTF_8))
                    : Optional.empty()));
  }

  private static void text(
      List<Transformation> all, String name, Function<String, Optional<byte[]>> encoder) {
    all.add(new Transformation(name, source -> encoder.apply(source.written(Look.PLAIN))));
  }

  private static void envelope(
      List<Transformation> all, String name, Function<String, String> envelope) {
    all.add(
        new Transformation(
            name,
            source ->
                Optional.of(source)
                    .filter(Source::mayBeWrapped)
                    .map(s -> envelope.apply(s.written(Look.PLAIN)).getBytes(UTF_8))));
  }

  private static void root(
      List<Transformation> all, String name, Set<String> roots, Function<String, String> envelope) {
    all.add(
        new Transformation(
            name,
            source ->
                Optional.of(source)
                    .filter(s -> roots.contains(s.rootName()) && s.mayBeWrapped())
                    .map(s -> envelope.apply(s.written(Look.PLAIN)).getBytes(UTF_8))));
  }

  private static String declared(String encoding) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>";
  }

  private static Optional<byte[]> bytes(String xml, Charset charset) {
    return charset.newEncoder().canEncode(xml)
        ? Optional.of(xml.getBytes(charset))
        : Optional.empty();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
