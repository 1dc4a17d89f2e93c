package dev.tandem.streams.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.streams.instances.Staleness;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a document counts where it does. Nothing of its recipient is here: neither the log nor the
 * ledger knows a person.
 *
 * @param partition of the captures log
 * @param complete whether all of its captures are here; not so where it has more than 256, or the
 *     log no longer has them
 * @param winner the document of lowest rank that may count
 * @param cancellation the accepted one of lowest rank
 */
public record DocumentWhy(
    String accessKey,
    int partition,
    boolean complete,
    List<CaptureWhy> captures,
    Optional<WinnerWhy> winner,
    Optional<CancellationWhy> cancellation,
    List<MetricWhy> metrics,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Staleness> stale) {

  /**
   * A capture.
   *
   * @param offset in the partition of the log
   * @param row source, table and primary key
   * @param position {@code snapshot}, or the change's place in the database's log
   * @param status the authority's answer to it, empty where it has none
   * @param arrivalAssumed the row did not say when it arrived
   * @param reason why it is not countable, else empty
   */
  public record CaptureWhy(
      long offset,
      String row,
      String position,
      String kind,
      int ordinal,
      String status,
      Instant arrived,
      boolean arrivalAssumed,
      Instant appended,
      String qualityClass,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason) {}

  /** The winner; times that its record lacks are null. */
  public record WinnerWhy(
      String row,
      Instant arrived,
      Optional<Instant> issued,
      Optional<LocalDateTime> issuedLocal,
      Optional<Instant> registered,
      String model,
      String issuer,
      String state,
      long valueCents) {}

  /** The cancellation. */
  public record CancellationWhy(String row, Instant arrived, Optional<Instant> registered) {}

  /**
   * What it means to a metric.
   *
   * @param reason why it does not count there, else empty
   */
  public record MetricWhy(
      String metric,
      String id,
      boolean counts,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason,
      List<ContributionWhy> contributions) {}

  /**
   * A count or an uncount.
   *
   * @param kind {@code count} or {@code uncount}
   */
  public record ContributionWhy(
      String kind, Instant arrived, Map<String, String> dimensions, List<WindowVerdict> windows) {}

  /**
   * A window it falls in.
   *
   * @param verdict {@code live}, {@code late} or {@code expired}
   */
  public record WindowVerdict(Instant start, Instant end, String verdict) {}
}
