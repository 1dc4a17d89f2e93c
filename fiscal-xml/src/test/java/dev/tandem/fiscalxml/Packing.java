package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Packs documents into one another, as services and those who store their answers do. */
final class Packing {
  private static final String NFE_SPACE = " xmlns='http://www.portalfiscal.inf.br/nfe'";

  private Packing() {}

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  static byte[] gzip(String xml) {
    return gzip(xml.getBytes(UTF_8));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String base64OfGzip(String xml) {
    return base64(gzip(xml));
  }

  static String docZip(String xml) {
    return docZip(gzip(xml));
  }

  static String docZip(byte[] zipped) {
    return "<docZip NSU='1' schema='x'>" + base64(zipped) + "</docZip>";
  }

  /** {@code retDistDFeInt}. */
  static String distribution(String... docZips) {
    return "<retDistDFeInt"
        + NFE_SPACE
        + "><cStat>138</cStat><loteDistDFeInt>"
        + String.join("", docZips)
        + "</loteDistDFeInt></retDistDFeInt>";
  }

  /** {@code retDownloadNFe} with what one of its answers holds. */
  static String download(String content) {
    return "<retDownloadNFe"
        + NFE_SPACE
        + "><tpAmb>1</tpAmb><cStat>139</cStat><retNFe><cStat>140</cStat>"
        + content
        + "</retNFe></retDownloadNFe>";
  }

  static String escaped(String xml) {
    return xml.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String cdata(String xml) {
    return "<![CDATA[" + xml.replace("]]>", "]]]]><![CDATA[>") + "]]>";
  }

  static String soap(String content) {
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><r xmlns='urn:x'>"
        + content
        + "</r></s:Body></s:Envelope>";
  }
}
