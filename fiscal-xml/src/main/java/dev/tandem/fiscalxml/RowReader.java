package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import dev.tandem.fiscalxml.Part.Container;
import java.util.List;

/** Reads one row, with the documents that stand packed in it, within its limits. */
final class RowReader {
  /** How deep documents may stand in one another: a docZip, in an answer, as text, in gzip. */
  static final int MAX_LEVELS = 4;

  private final XmlCursors cursors;
  private final Limits limits;
  private final Expansion expansion;
  private int enclosed;

  RowReader(XmlCursors cursors, Limits limits) {
    this.cursors = cursors;
    this.limits = limits;
    this.expansion = new Expansion(limits);
  }

  /**
   * The row's records, at least one.
   *
   * @param decoded whether it is text, of which the declared encoding says nothing any more
   */
  List<FiscalRecord> read(byte[] row, boolean decoded) throws UnreadableException {
    List<FiscalRecord> records =
        RecordAssembler.assemble(parts(row, decoded, 0, new Container(false)));
    if (records.isEmpty()) {
      throw new UnreadableException(
          RejectReason.NOT_FISCAL, "well-formed, but without an element of a fiscal record");
    }
    if (records.size() > limits.maxRecords()) {
      throw RowScanner.tooMany(limits.maxRecords());
    }
    return records;
  }

  private List<Part> parts(byte[] packed, boolean decoded, int outerLevel, Container container)
      throws UnreadableException {
    byte[] bytes = packed;
    int level = outerLevel;
    while (PackedFormat.isGzip(bytes) || isBase64OfGzip(bytes)) {
      level = inner(level);
      bytes =
          PackedFormat.isGzip(bytes)
              ? expansion.gunzip(bytes)
              : expansion.gunzip(XmlText.asciiText(bytes));
    }
    boolean isText = decoded && level == outerLevel;
    XmlText text = isText ? XmlText.ofUtf8(bytes) : XmlText.ofBytes(bytes);
    int inner = level;
    try (XmlCursor cursor = cursors.open(text)) {
      return new RowScanner(
              cursor,
              limits.maxRecords(),
              (leaf, around) -> enclosed(leaf, around, inner),
              container)
          .scan();
    }
  }

  private static boolean isBase64OfGzip(byte[] bytes) {
    return PackedFormat.isBase64OfGzip(bytes, XmlText.skipMarksAndBlanks(bytes));
  }

  private List<Part> enclosed(LeafText leaf, Container container, int outerLevel)
      throws UnreadableException {
    enclosed++;
    boolean zipped = leaf.isZipped();
    try {
      int level = inner(outerLevel);
      byte[] xml = zipped ? expansion.gunzip(leaf.text()) : expansion.utf8(leaf.text());
      return parts(xml, !zipped, level, container);
    } catch (UnreadableException e) {
      String place = (zipped ? "docZip " : "XML as text ") + enclosed + ": ";
      boolean ofAll =
          e.reason() == RejectReason.DOC_ZIP_TOO_LARGE
              || e.reason() == RejectReason.TOO_MANY_RECORDS;
      throw zipped && !ofAll
          ? new UnreadableException(
              RejectReason.BAD_DOC_ZIP, place + e.reason().text() + ", " + e.detail())
          : new UnreadableException(e.reason(), place + e.detail());
    }
  }

  private static int inner(int level) throws UnreadableException {
    if (level == MAX_LEVELS) {
      throw new UnreadableException(
          RejectReason.BAD_DOC_ZIP, "documents packed in one another deeper than " + MAX_LEVELS);
    }
    return level + 1;
  }
}
