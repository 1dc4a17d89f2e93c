package dev.tandem.counting;

import static dev.tandem.counting.Samples.DAY_MS;
import static dev.tandem.counting.Samples.ISSUED_MS;
import static dev.tandem.counting.Samples.KEY;
import static dev.tandem.counting.Samples.cancellation;
import static dev.tandem.counting.Samples.capture;
import static dev.tandem.counting.Samples.document;
import static dev.tandem.counting.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Quality is counted once per capture (contract, section 2), by example. */
class LedgerQualityTest {
  private static final long ARRIVED_MS = ISSUED_MS + 60_000;

  private static Map<Quality, Long> qualityOf(Capture... captures) {
    return qualityOf(List.of(captures));
  }

  private static Map<Quality, Long> qualityOf(List<Capture> captures) {
    ReferenceCounter counter = new ReferenceCounter(List.of(), DAY_MS);
    captures.forEach(counter::add);
    return counter.quality();
  }

  private static Quality quality(QualityClass qualityClass) {
    return new Quality(qualityClass, "");
  }

  private static Quality notCountable(String reason) {
    return new Quality(QualityClass.NOT_COUNTABLE, reason);
  }

  @Test
  void shouldTellTheWinnerItsDuplicatesAndItsConflicts() {
    assertThat(
            qualityOf(
                capture(1, ARRIVED_MS, document(facts())),
                capture(2, ARRIVED_MS, document(facts())),
                capture(3, ARRIVED_MS, document(facts(7, ISSUED_MS)))))
        .isEqualTo(
            Map.of(
                quality(QualityClass.COUNTED), 1L,
                quality(QualityClass.DUPLICATE), 1L,
                quality(QualityClass.CONFLICT), 1L));
  }

  @Test
  void shouldTellDuplicatesAndConflictsAgainWhenTheWinnerChanges() {
    assertThat(
            qualityOf(
                capture(3, ARRIVED_MS, document(facts())),
                capture(4, ARRIVED_MS, document(facts())),
                capture(5, ARRIVED_MS, document(facts(7, ISSUED_MS))),
                capture(2, ARRIVED_MS, document(facts(7, ISSUED_MS)))))
        .isEqualTo(
            Map.of(
                quality(QualityClass.COUNTED), 1L,
                quality(QualityClass.DUPLICATE), 1L,
                quality(QualityClass.CONFLICT), 2L));
  }

  @Test
  void shouldTellARedeliveryWhereverItStands() {
    Capture first = capture(1, ARRIVED_MS, document(facts()));
    Capture again =
        new Capture(first.row(), 99, first.digest(), 0, ARRIVED_MS - 5, true, first.record());

    assertThat(qualityOf(first, again, first))
        .isEqualTo(Map.of(quality(QualityClass.COUNTED), 1L, quality(QualityClass.REDELIVERY), 2L));
  }

  @Test
  void shouldTellAnUpdatedRowFromARedelivery() {
    assertThat(
            qualityOf(
                capture(1, ARRIVED_MS, document(facts())),
                capture(1, ARRIVED_MS, document(facts(7, ISSUED_MS)))))
        .containsOnlyKeys(quality(QualityClass.COUNTED), quality(QualityClass.CONFLICT));
  }

  @Test
  void shouldTellCancellationsAcceptedOrNotAndOtherRecords() {
    FiscalRecord refused = new Cancellation(KEY, Cancellation.Form.EVENT, "110111", "501", true, 0);

    assertThat(
            qualityOf(
                capture(1, ARRIVED_MS, cancellation()),
                capture(2, ARRIVED_MS, refused),
                capture(3, ARRIVED_MS, new OtherRecord(KEY, "correction-letter"))))
        .isEqualTo(Map.of(quality(QualityClass.CANCELLATION), 2L, quality(QualityClass.OTHER), 1L));
  }

  @Test
  void shouldSayWhyADocumentIsNotCountable() {
    assertThat(
            qualityOf(
                capture(1, ARRIVED_MS, new Document("", facts(), "100", true, Set.of())),
                capture(2, ARRIVED_MS, new Document(KEY, facts(), "", false, Set.of())),
                capture(3, ARRIVED_MS, new Document(KEY, facts(), "110", false, Set.of())),
                capture(4, ARRIVED_MS, new Document(KEY, facts(), "100", false, Set.of())),
                capture(5, ISSUED_MS - DAY_MS - 1, document(facts()))))
        .isEqualTo(
            Map.of(
                notCountable("no-access-key"), 1L,
                notCountable("no-protocol"), 1L,
                notCountable("not-authorised"), 1L,
                notCountable("not-production"), 1L,
                notCountable("future"), 1L));
  }

  @Test
  void shouldTellADocumentFromTheFutureAgainWhenItArrivesAgainInTime() {
    Capture early = capture(1, ISSUED_MS - DAY_MS - 1, document(facts()));
    Capture inTime = capture(1, ISSUED_MS, document(facts()));

    Map<Quality, Long> expected =
        Map.of(quality(QualityClass.COUNTED), 1L, quality(QualityClass.REDELIVERY), 1L);
    assertThat(qualityOf(early, inTime)).isEqualTo(expected);
    assertThat(qualityOf(inTime, early)).isEqualTo(expected);
  }

  @Test
  void shouldLeaveUnclassifiedWhatComesAfter256Identities() {
    List<Capture> captures = new ArrayList<>();
    for (int row = 0; row < 256; row++) {
      captures.add(capture(1_000 + row, ARRIVED_MS, document(facts())));
    }
    captures.add(capture(3_000, ARRIVED_MS, document(facts())));
    captures.add(capture(1_255, ARRIVED_MS, document(facts())));

    assertThat(qualityOf(captures))
        .isEqualTo(
            Map.of(
                quality(QualityClass.COUNTED), 1L,
                quality(QualityClass.DUPLICATE), 255L,
                quality(QualityClass.UNCLASSIFIED), 1L,
                quality(QualityClass.REDELIVERY), 1L));
  }

  @Test
  void shouldLoseNoCaptureWhenTheWinnerItselfIsUnclassified() {
    List<Capture> captures = new ArrayList<>();
    for (int row = 0; row < 256; row++) {
      captures.add(capture(1_000 + row, ARRIVED_MS, document(facts())));
    }
    captures.add(capture(1, ARRIVED_MS, document(facts(7, ISSUED_MS))));

    assertThat(qualityOf(captures))
        .isEqualTo(
            Map.of(quality(QualityClass.CONFLICT), 256L, quality(QualityClass.UNCLASSIFIED), 1L));
  }
}
