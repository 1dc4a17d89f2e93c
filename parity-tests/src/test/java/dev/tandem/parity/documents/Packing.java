package dev.tandem.parity.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Packs documents into one another, as services and those who store their answers do. */
public final class Packing {
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

  public static String base64OfGzip(String xml) {
    return Base64.getEncoder().encodeToString(gzip(xml.getBytes(UTF_8)));
  }

  static String inLines(String base64) {
    return "\n" + base64.replaceAll("(.{64})", "$1\r\n  ");
  }

  /** {@code retDistDFeInt}. */
  static String distribution(String base64) {
    return "<retDistDFeInt"
        + NFE_SPACE
        + "><tpAmb>1</tpAmb><cStat>138</cStat><loteDistDFeInt><docZip NSU='1' schema='x'>"
        + base64
        + "</docZip></loteDistDFeInt></retDistDFeInt>";
  }

  /** {@code retDownloadNFe} with what one of its answers holds. */
  static String download(String content) {
    return "<retDownloadNFe"
        + NFE_SPACE
        + "><tpAmb>1</tpAmb><cStat>139</cStat><retNFe><cStat>140</cStat>"
        + content
        + "</retNFe></retDownloadNFe>";
  }

  public static String escaped(String xml) {
    return xml.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static String cdata(String xml) {
    return "<![CDATA[" + xml.replace("]]>", "]]]]><![CDATA[>") + "]]>";
  }

  /** With what proxies and gateways leave in headers, and looks packed or fiscal. */
  static String soapWithTokens(String content) {
    String tokens =
        "<s:Header><id>H4sI-4711</id><session>"
            + base64OfGzip("{\"user\": 1}")
            + "</session><page>&lt;p&gt;NFe infNFe&lt;br&gt;</page>"
            + "<note>the tag &lt;infNFe&gt;<b/></note></s:Header>";
    return soap(content).replace("<s:Header/>", tokens);
  }

  static String soap(String content) {
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header/><s:Body>"
        + "<nfeResultMsg xmlns=''>"
        + content
        + "</nfeResultMsg></s:Body></s:Envelope>";
  }
}
