package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import java.util.List;

/**
 * Reads a row's XML into the fiscal records it holds: documents, cancellations and others, in
 * document order.
 *
 * <p>What is understood, and by which rules, says the domain sheet, sections 2 to 8, and the
 * counting contract, sections 1 and 2. A row that cannot be read gives {@link
 * ReadResult.Unreadable}; no exception leaves a reading.
 *
 * <p>Safe for use by any number of threads. One reader is meant to live as long as its program: the
 * names of elements that it has learned make the next reading fast.
 */
public final class FiscalXmlReader {
  private interface Source {
    byte[] bytes() throws UnreadableException;
  }

  private final Limits limits;
  private final XmlCursors cursors;

  public FiscalXmlReader(Limits limits) {
    this.limits = limits;
    this.cursors = new XmlCursors(limits.maxDepth());
  }

  /**
   * Reads bytes as stored, of a {@code bytea} column. A byte order mark decides the encoding, else
   * the XML declaration, else it is UTF-8; UTF-8, UTF-16, ISO-8859-1, ISO-8859-15 and windows-1252
   * are known. Bytes that are gzip, or base64 of it, are read as what they hold.
   */
  public ReadResult read(byte[] xml) {
    return answer(
        false,
        () -> {
          requireAtMost(xml.length);
          return xml;
        });
  }

  /**
   * Reads decoded characters, of a {@code text} or {@code xml} column. The declaration's encoding
   * is stale and ignored.
   */
  public ReadResult read(String xml) {
    return answer(
        true,
        () -> {
          requireAtMost(xml.length());
          byte[] utf8 = XmlText.utf8(xml);
          requireAtMost(utf8.length);
          return utf8;
        });
  }

  /**
   * Reads decoded characters given as UTF-8, whatever the declaration says: as {@link
   * #read(String)}, without a detour through a {@code String}.
   */
  public ReadResult readUtf8(byte[] decodedText) {
    return answer(
        true,
        () -> {
          requireAtMost(decodedText.length);
          return decodedText;
        });
  }

  private void requireAtMost(int bytes) throws UnreadableException {
    if (bytes > limits.maxBytes()) {
      throw new UnreadableException(
          RejectReason.TOO_LARGE, bytes + " bytes, the limit is " + limits.maxBytes());
    }
  }

  private ReadResult answer(boolean decoded, Source source) {
    try {
      List<FiscalRecord> records = new RowReader(cursors, limits).read(source.bytes(), decoded);
      return new ReadResult.Read(records);
    } catch (UnreadableException e) {
      return new ReadResult.Unreadable(e.reason(), e.detail());
    } catch (RuntimeException e) {
      // A fault of ours must cost one row, not the collector.
      return new ReadResult.Unreadable(RejectReason.READER_FAILED, e.getClass().getName());
    }
  }
}
