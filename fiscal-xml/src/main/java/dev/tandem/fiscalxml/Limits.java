package dev.tandem.fiscalxml;

/**
 * How much one row's XML may hold before it is refused unread.
 *
 * @param maxBytes of a row's XML as stored (of text: in UTF-8), and of each document that a gzip in
 *     it expands to; the largest NF-e, 990 items, is about 1.8 MB
 * @param maxDepth open elements; an NF-e in a SOAP envelope has about 15
 * @param maxRecords found in one row; the authority's lots hold 50
 * @param maxExpandedBytes that everything packed in a row may expand to, all together and whatever
 *     stands in what; an answer of 50 documents, all as large as the largest of the sheet's
 *     samples, has 5 MB
 */
public record Limits(int maxBytes, int maxDepth, int maxRecords, int maxExpandedBytes) {
  /** 5 MiB (domain sheet, section 8), 100 levels, 2,000 records, 16 MiB expanded. */
  public static final Limits DEFAULT = new Limits(5 << 20, 100, 2_000, 16 << 20);

  public Limits {
    requirePositive(maxBytes, "maxBytes");
    requirePositive(maxDepth, "maxDepth");
    requirePositive(maxRecords, "maxRecords");
    requirePositive(maxExpandedBytes, "maxExpandedBytes");
  }

  private static void requirePositive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException("a limit must be > 0: " + name + "=" + value);
    }
  }
}
