package dev.tandem.fiscalxml;

import dev.tandem.domain.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** A {@code docZip} of {@code retDistDFeInt}: base64 of gzip of XML. */
final class DocZip {
  private DocZip() {}

  /** What it holds, or a refusal once that is more than {@code maxBytes}. */
  static byte[] expand(String base64, int maxBytes) throws UnreadableException {
    byte[] zipped;
    try {
      zipped = Base64.getDecoder().decode(withoutBlanks(base64));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(RejectReason.BAD_DOC_ZIP, "no base64");
    }
    byte[] expanded;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      expanded = gzip.readNBytes(maxBytes);
      if (expanded.length == maxBytes && gzip.read() >= 0) {
        throw new UnreadableException(
            RejectReason.DOC_ZIP_TOO_LARGE, "expands to more than " + maxBytes + " bytes");
      }
    } catch (IOException e) {
      throw new UnreadableException(RejectReason.BAD_DOC_ZIP, "no gzip");
    }
    return expanded;
  }

  private static String withoutBlanks(String base64) {
    boolean blanks = base64.chars().anyMatch(c -> c <= ' ');
    return blanks ? base64.replaceAll("[ \\t\\r\\n]+", "") : base64;
  }
}
