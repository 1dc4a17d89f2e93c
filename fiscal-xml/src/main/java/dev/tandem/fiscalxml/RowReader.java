package dev.tandem.fiscalxml;

import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.RejectReason;
import dev.tandem.fiscalxml.Part.Container;
import java.util.List;
import java.util.Optional;

/** Reads one row, with the documents that stand packed in it, within its limits. */
final class RowReader {
  /** How deep documents may stand in one another: a docZip, in an answer, as text, in gzip. */
  static final int MAX_LEVELS = 4;

  /**
   * How stored bytes are read.
   *
   * @param decoded whether they are text, of which the declared encoding says nothing any more
   * @param mayBeForeign whether nothing but their tags vouches for a document where they are no XML
   * @param level in how many others they stand
   */
  private record Packed(boolean decoded, boolean mayBeForeign, int level) {}

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
        RecordAssembler.assemble(parts(row, new Packed(decoded, false, 0), new Container(false)));
    if (records.isEmpty()) {
      throw new UnreadableException(
          RejectReason.NOT_FISCAL, "well-formed, but without an element of a fiscal record");
    }
    if (records.size() > limits.maxRecords()) {
      throw RowScanner.tooMany(limits.maxRecords());
    }
    return records;
  }

  private List<Part> parts(byte[] stored, Packed how, Container container)
      throws UnreadableException {
    byte[] bytes = stored;
    Packed inside = how;
    while (PackedFormat.isGzip(bytes) || PackedFormat.isBase64OfGzip(bytes)) {
      inside = new Packed(false, how.mayBeForeign(), inner(inside.level()));
      bytes =
          PackedFormat.isGzip(bytes)
              ? expansion.gunzip(bytes)
              : expansion.gunzip(XmlText.asciiText(bytes));
    }
    int level = inside.level();
    RowScanner scanner;
    List<Part> parts;
    try (XmlCursor cursor =
        cursors.open(inside.decoded() ? XmlText.ofUtf8(bytes) : XmlText.ofBytes(bytes))) {
      scanner =
          new RowScanner(
              cursor,
              limits.maxRecords(),
              (leaf, kind, around) -> enclosed(leaf, kind, around, level),
              container);
      parts = scanner.scan();
    } catch (UnreadableException e) {
      if (how.mayBeForeign()
          && e.reason() != RejectReason.TOO_MANY_RECORDS
          && !FiscalMarkup.isIn(bytes)) {
        return List.of();
      }
      throw e;
    }
    scanner.requireAllRead();
    return parts;
  }

  private List<Part> enclosed(
      LeafText leaf, LeafText.Kind kind, Container container, int outerLevel)
      throws UnreadableException {
    enclosed++;
    try {
      return switch (kind) {
        case PLAIN -> List.of();
        case STRAY_XML -> throw stray();
        case XML -> {
          Packed how = new Packed(true, true, inner(outerLevel));
          yield parts(expansion.utf8(leaf.text()), how, container);
        }
        case NAMED_ZIP -> {
          Packed how = new Packed(false, false, inner(outerLevel));
          yield parts(expansion.gunzip(leaf.text()), how, container);
        }
        case ZIP -> {
          Optional<byte[]> zipped = decoded(leaf.text()).filter(PackedFormat::hasGzipHeader);
          if (zipped.isEmpty()) {
            yield List.of();
          }
          Packed how = new Packed(false, true, inner(outerLevel));
          yield parts(expansion.gunzip(zipped.get()), how, container);
        }
        case BASE64_OF_XML -> {
          if (decoded(leaf.text()).filter(FiscalMarkup::isIn).isPresent()) {
            throw new UnreadableException(RejectReason.NOT_XML, "base64 of XML is not read");
          }
          yield List.of();
        }
      };
    } catch (UnreadableException e) {
      boolean zipped = kind == LeafText.Kind.NAMED_ZIP || kind == LeafText.Kind.ZIP;
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

  /** What is written as base64; where it only begins as if, it may be text before XML. */
  private static Optional<byte[]> decoded(String text) throws UnreadableException {
    Optional<byte[]> decoded = PackedFormat.ofBase64(text);
    if (decoded.isEmpty() && FiscalMarkup.isDeclaredIn(text)) {
      throw stray();
    }
    return decoded;
  }

  private static UnreadableException stray() {
    return new UnreadableException(
        RejectReason.NOT_WELL_FORMED, "with other text before it or elements beside it");
  }

  private static int inner(int level) throws UnreadableException {
    if (level == MAX_LEVELS) {
      throw new UnreadableException(
          RejectReason.BAD_DOC_ZIP, "documents packed in one another deeper than " + MAX_LEVELS);
    }
    return level + 1;
  }
}
