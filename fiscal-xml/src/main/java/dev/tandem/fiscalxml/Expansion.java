package dev.tandem.fiscalxml;

import dev.tandem.domain.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What one row is expanded to: gzip, base64 of it, XML that stands as text. All of it together,
 * whatever is nested in what, stays within one budget, which is asked before there is room made.
 */
final class Expansion {
  private final int maxBytesEach;
  private int bytesLeft;

  Expansion(Limits limits) {
    this.maxBytesEach = limits.maxBytes();
    this.bytesLeft = limits.maxExpandedBytes();
  }

  /** What is compressed, or a refusal once that is more than the budget or one XML may have. */
  byte[] gunzip(byte[] zipped) throws UnreadableException {
    if (!PackedFormat.isGzip(zipped)) {
      String found = PackedFormat.nameOf(zipped).map(name -> ", but " + name).orElse("");
      throw new UnreadableException(RejectReason.BAD_DOC_ZIP, "no gzip" + found);
    }
    int mostBytes = Math.min(bytesLeft, maxBytesEach);
    byte[] expanded;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      expanded = gzip.readNBytes(mostBytes);
      if (expanded.length == mostBytes && gzip.read() >= 0) {
        throw tooLarge();
      }
    } catch (IOException e) {
      throw new UnreadableException(RejectReason.BAD_DOC_ZIP, "broken or incomplete gzip");
    }
    bytesLeft -= expanded.length;
    return expanded;
  }

  /** What is compressed and written as base64. */
  byte[] gunzip(String base64) throws UnreadableException {
    Optional<byte[]> zipped = PackedFormat.ofBase64(base64);
    if (zipped.isEmpty()) {
      throw new UnreadableException(RejectReason.BAD_DOC_ZIP, "no base64");
    }
    return gunzip(zipped.get());
  }

  /** XML that stands as text, as UTF-8. */
  byte[] utf8(String text) throws UnreadableException {
    if (text.length() > bytesLeft) {
      throw tooLarge();
    }
    byte[] utf8 = XmlText.utf8(text);
    if (utf8.length > bytesLeft) {
      throw tooLarge();
    }
    bytesLeft -= utf8.length;
    return utf8;
  }

  private UnreadableException tooLarge() {
    String limit =
        bytesLeft < maxBytesEach
            ? "with the row's others to more than the limit of a row, " + bytesLeft + " bytes left"
            : "to more than " + maxBytesEach + " bytes";
    return new UnreadableException(RejectReason.DOC_ZIP_TOO_LARGE, "expands " + limit);
  }
}
