package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import java.util.List;

/** Reads one row, with what its {@code docZip} hold, within its limits. */
final class RowReader {
  private final XmlCursors cursors;
  private final Limits limits;
  private int docZips;
  private int docZipBytesLeft;

  RowReader(XmlCursors cursors, Limits limits) {
    this.cursors = cursors;
    this.limits = limits;
    this.docZipBytesLeft = limits.maxDocZipBytes();
  }

  /** The row's records, at least one. */
  List<FiscalRecord> read(XmlText row) throws UnreadableException {
    return records(row, this::docZip);
  }

  private List<FiscalRecord> records(XmlText text, RowScanner.DocZipReader docZipReader)
      throws UnreadableException {
    List<Part> parts;
    try (XmlCursor cursor = cursors.open(text)) {
      parts = new RowScanner(cursor, limits.maxRecords(), docZipReader).scan();
    }
    if (parts.isEmpty()) {
      throw new UnreadableException(
          RejectReason.NOT_FISCAL, "well-formed, but without an element of a fiscal record");
    }
    List<FiscalRecord> records = RecordAssembler.assemble(parts);
    if (records.size() > limits.maxRecords()) {
      throw RowScanner.tooMany(limits.maxRecords());
    }
    return records;
  }

  private List<FiscalRecord> docZip(String base64) throws UnreadableException {
    docZips++;
    try {
      byte[] expanded = DocZip.expand(base64, Math.min(docZipBytesLeft, limits.maxBytes()));
      docZipBytesLeft -= expanded.length;
      return records(XmlText.ofBytes(expanded), RowReader::nested);
    } catch (UnreadableException e) {
      return switch (e.reason()) {
        // Whole, and readable: it is kept like any other word of the authority.
        case NOT_FISCAL -> List.of(new OtherRecord("", "doc-zip"));
        case DOC_ZIP_TOO_LARGE, TOO_MANY_RECORDS ->
            throw new UnreadableException(e.reason(), "docZip " + docZips + ": " + e.detail());
        default ->
            throw new UnreadableException(
                RejectReason.BAD_DOC_ZIP,
                "docZip " + docZips + ": " + e.reason().text() + ", " + e.detail());
      };
    }
  }

  private static List<FiscalRecord> nested(String base64) throws UnreadableException {
    throw new UnreadableException(
        RejectReason.BAD_DOC_ZIP, "a docZip within a docZip: length=" + base64.length());
  }
}
