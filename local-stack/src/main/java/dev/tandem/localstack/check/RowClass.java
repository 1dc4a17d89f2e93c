package dev.tandem.localstack.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a row: the quality class of the thing found first in it (contract, sections 2 and
 * 7), or {@code rejected}.
 *
 * @param reason why it is not countable or was rejected, else empty
 * @param records all that was found in it, in order; none where it was rejected
 */
public record RowClass(long rowId, String qualityClass, String reason, List<Found> records) {
  /**
   * A thing found in a row.
   *
   * @param kind document, cancellation or other
   * @param qualityClass of the capture
   * @param reason why it is not countable, else empty
   * @param valueCents of a document
   * @param accepted whether it is a cancellation that uncounts
   * @param registered of a document or a cancellation, where it says so
   */
  public record Found(
      String kind,
      String accessKey,
      String qualityClass,
      String reason,
      long valueCents,
      boolean accepted,
      Optional<Instant> registered) {}

  public RowClass {
    records = List.copyOf(records);
  }
}
