package dev.tandem.streams.topology;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Quality;
import dev.tandem.domain.Capture;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ExpiredFormat.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Works out all that a capture does before anything of it is put or sent: what throws here leaves
 * no half of a capture behind.
 */
final class CaptureStep {
  private final LiveFormats formats;
  private final List<Metric> metrics;
  private final List<String> metricIds;
  private final Ledger ledger;

  /**
   * What a capture does.
   *
   * @param ledgerValue for its key
   * @param contributions for the tallies
   * @param expired how many records go to {@code captures-expired} because they came too late
   * @param windowGone how many because a window is gone
   */
  record Outcome(
      Bytes ledgerValue,
      Map<Quality, Integer> quality,
      List<Contribution> contributions,
      List<Send> sends,
      int expired,
      int windowGone) {}

  /** A change for the tallies of a repartition key. */
  record Contribution(Bytes key, TallyChange change) {}

  /** A record for a child of the ledger. */
  record Send(String child, Record<byte[], byte[]> record) {}

  CaptureStep(LiveSettings settings, LiveFormats formats) {
    this.formats = formats;
    this.metrics = settings.spec().counted();
    this.metricIds = metrics.stream().map(Metric::id).toList();
    this.ledger = new Ledger(settings.spec().maxFutureMs());
  }

  List<String> metricIds() {
    return metricIds;
  }

  /** What the ledger holds of a key. */
  LedgerValue read(Optional<byte[]> stored) {
    return stored.map(formats.ledger()::read).orElse(LedgerValue.EMPTY);
  }

  /**
   * Takes a capture. The record's headers go no further: they may be as large as a record can be.
   *
   * @param record that holds it
   * @param place where it stands
   * @param before what the ledger holds of its key
   * @param told decides which windows are gone
   */
  Outcome take(
      Capture capture,
      Record<byte[], byte[]> record,
      RecordMetadata place,
      LedgerValue before,
      LedgerWatermark told) {
    LedgerStep step = ledger.step(before.entry(), capture);
    List<Contribution> contributions = new ArrayList<>();
    List<Send> sends = new ArrayList<>();
    Set<String> frozen = new TreeSet<>(before.frozen());
    int expired = 0;
    int windowGone = 0;
    for (int i = 0; i < metrics.size() && !step.changes().isEmpty(); i++) {
      String id = metricIds.get(i);
      Routing routing =
          Routing.of(
              metrics.get(i), step.changes(), told.goneUpToMs(id), before.frozen().contains(id));
      for (Routing.Counted counted : routing.counted()) {
        contributions.add(
            new Contribution(
                Bytes.wrap(TallyKeys.repartition(id, counted.dimensions())), counted.change()));
      }
      if (!routing.expired().isEmpty()) {
        sends.add(notice(id, capture, record, place, Reason.EXPIRED, routing.expired()));
        expired++;
      }
      if (routing.freezes()) {
        sends.add(notice(id, capture, record, place, Reason.WINDOW_GONE, routing.gone()));
        frozen.add(id);
        windowGone++;
      }
    }
    Bytes after =
        Bytes.wrap(formats.ledger().write(before.after(place.offset(), step.after(), frozen)));
    return new Outcome(after, step.quality(), contributions, sends, expired, windowGone);
  }

  private Send notice(
      String metric,
      Capture capture,
      Record<byte[], byte[]> record,
      RecordMetadata place,
      Reason reason,
      List<ExpiredChange> changes) {
    Expired notice =
        new Expired(
            LedgerProcessor.ENGINE,
            metric,
            capture.record().accessKey(),
            capture.row().toString(),
            LedgerProcessor.position(place),
            reason,
            changes);
    return new Send(
        Names.EXPIRED_SINK,
        new Record<>(record.key(), formats.expired().write(notice), record.timestamp()));
  }
}
