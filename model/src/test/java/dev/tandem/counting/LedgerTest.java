package dev.tandem.counting;

import static dev.tandem.counting.Samples.DAY_MS;
import static dev.tandem.counting.Samples.HOUR_MS;
import static dev.tandem.counting.Samples.ISSUED_MS;
import static dev.tandem.counting.Samples.KEY;
import static dev.tandem.counting.Samples.REGISTERED_MS;
import static dev.tandem.counting.Samples.cancellation;
import static dev.tandem.counting.Samples.capture;
import static dev.tandem.counting.Samples.document;
import static dev.tandem.counting.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, by example. */
class LedgerTest {
  private final Ledger ledger = new Ledger(DAY_MS);
  private LedgerEntry entry = LedgerEntry.EMPTY;

  /** The changes of each capture in turn. */
  private List<Change> take(Capture... captures) {
    List<Change> changes = new ArrayList<>();
    for (Capture capture : captures) {
      LedgerStep step = ledger.step(entry, capture);
      entry = step.after();
      changes.addAll(step.changes());
    }
    return changes;
  }

  @Test
  void shouldCountAnAuthorisedDocument() {
    List<Change> changes = take(capture(1, ISSUED_MS + 5, document(facts())));

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).sign()).isEqualTo(1);
    assertThat(changes.get(0).contribution())
        .isEqualTo(
            new Contribution(
                Contribution.Kind.COUNT,
                KEY,
                facts(),
                REGISTERED_MS,
                ISSUED_MS + 5,
                ISSUED_MS + 5));
  }

  @Test
  void shouldSayNothingOfACopyThatArrivedLater() {
    take(capture(1, 10, document(facts())));

    assertThat(take(capture(2, 11, document(facts(7, ISSUED_MS))))).isEmpty();
  }

  @Test
  void shouldTakeBackWhatABetterRankedCopySaysRight() {
    take(capture(2, ISSUED_MS, document(facts(7, ISSUED_MS))));

    assertThat(take(capture(1, ISSUED_MS - 1, document(facts(8, ISSUED_MS)))))
        .extracting(Change::sign, change -> change.contribution().facts().valueCents())
        .containsExactly(tuple(-1, 7L), tuple(1, 8L));
  }

  @Test
  void shouldSayNothingWhereABetterRankedCopySaysTheSame() {
    take(capture(2, ISSUED_MS, document(facts())));

    assertThat(take(capture(1, ISSUED_MS, document(facts())))).isEmpty();
    assertThat(entry.winner().orElseThrow().rank().row().key().text()).isEqualTo("1");
  }

  @Test
  void shouldUncountADocumentCancelledLater() {
    take(capture(1, ISSUED_MS, document(facts())));

    List<Change> changes = take(capture(2, ISSUED_MS + HOUR_MS, cancellation(99)));

    assertThat(changes)
        .containsExactly(
            new Change(
                1,
                new Contribution(
                    Contribution.Kind.UNCOUNT, KEY, facts(), 99, ISSUED_MS + HOUR_MS, ISSUED_MS)));
  }

  @Test
  void shouldWaitWithACancellationThatArrivesBeforeItsDocument() {
    assertThat(take(capture(2, ISSUED_MS - HOUR_MS, cancellation()))).isEmpty();

    assertThat(take(capture(1, ISSUED_MS, document(facts()))))
        .extracting(
            change -> change.contribution().kind(), change -> change.contribution().arrivedMs())
        .containsExactly(
            tuple(Contribution.Kind.COUNT, ISSUED_MS), tuple(Contribution.Kind.UNCOUNT, ISSUED_MS));
  }

  @Test
  void shouldUncountOnceHoweverOftenADocumentIsCancelled() {
    take(capture(1, ISSUED_MS, document(facts())), capture(2, ISSUED_MS, cancellation()));

    assertThat(take(capture(3, ISSUED_MS + 1, cancellation()))).isEmpty();
  }

  @Test
  void shouldNotUncountByACancellationThatIsRefusedOrInHomologation() {
    take(capture(1, ISSUED_MS, document(facts())));

    assertThat(
            take(
                capture(2, ISSUED_MS, answered("501", true)),
                capture(3, ISSUED_MS, answered("135", false))))
        .isEmpty();
  }

  private static Cancellation answered(String status, boolean production) {
    return new Cancellation(KEY, Cancellation.Form.EVENT, "110111", status, production, 99);
  }

  @Test
  void shouldTakeTheCancellationOfLowestRank() {
    take(capture(1, ISSUED_MS, document(facts())), capture(3, ISSUED_MS + 9, cancellation()));

    assertThat(take(capture(2, ISSUED_MS + 4, cancellation())))
        .extracting(Change::sign, change -> change.contribution().arrivedMs())
        .containsExactly(tuple(-1, ISSUED_MS + 9), tuple(1, ISSUED_MS + 4));
  }

  @Test
  void shouldGiveAnUncountTheLaterOfTheTwoArrivals() {
    take(capture(2, ISSUED_MS + 1, cancellation()), capture(1, ISSUED_MS + 2, document(facts())));

    assertThat(contribution(Contribution.Kind.UNCOUNT).arrivedMs()).isEqualTo(ISSUED_MS + 2);
    assertThat(contribution(Contribution.Kind.UNCOUNT).documentArrivedMs())
        .isEqualTo(ISSUED_MS + 2);
  }

  @Test
  void shouldNotUncountInAMetricInWhichTheDocumentDoesNotCount() {
    take(
        capture(1, ISSUED_MS, document(facts(1, ISSUED_MS, Times.ABSENT))),
        capture(2, ISSUED_MS, cancellation(99)));

    assertThat(contribution(Contribution.Kind.UNCOUNT).timeMs(TimeDomain.REGISTERED))
        .isEqualTo(Times.ABSENT);
    assertThat(contribution(Contribution.Kind.UNCOUNT).timeMs(TimeDomain.ISSUED))
        .isEqualTo(ISSUED_MS);
  }

  private Contribution contribution(Contribution.Kind kind) {
    return Ledger.contributions(KEY, entry.winner(), entry.cancellation()).stream()
        .filter(contribution -> contribution.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "150", "101", "151", "155"})
  void shouldCountWhatIsAuthorisedOrCancelledAfterwards(String status) {
    assertThat(take(capture(1, ISSUED_MS, new Document(KEY, facts(), status, true, Set.of()))))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "110", "301", "302", "303", "204", "539", "104", "135", "124", "OK"})
  void shouldNotCountWhatIsNotAuthorised(String status) {
    assertThat(take(capture(1, ISSUED_MS, new Document(KEY, facts(), status, true, Set.of()))))
        .isEmpty();
  }

  @Test
  void shouldNotCountHomologation() {
    assertThat(take(capture(1, ISSUED_MS, new Document(KEY, facts(), "100", false, Set.of()))))
        .isEmpty();
  }

  @Test
  void shouldNotCountADocumentWithoutAnAccessKey() {
    assertThat(take(capture(1, ISSUED_MS, new Document("", facts(), "100", true, Set.of()))))
        .isEmpty();
  }

  @Test
  void shouldCountADocumentIssuedExactlyMaxFutureAfterItArrived() {
    assertThat(take(capture(1, ISSUED_MS - DAY_MS, document(facts())))).hasSize(1);
  }

  @Test
  void shouldNotCountADocumentIssuedOneMillisecondMoreThanMaxFutureAfterItArrived() {
    assertThat(take(capture(1, ISSUED_MS - DAY_MS - 1, document(facts())))).isEmpty();
  }

  @Test
  void shouldLetALaterCopyOfADocumentFromTheFutureWin() {
    take(capture(1, ISSUED_MS - DAY_MS - 1, document(facts())));

    assertThat(take(capture(2, ISSUED_MS - DAY_MS, document(facts())))).hasSize(1);
  }

  @Test
  void shouldCountADocumentThatDoesNotSayWhenItWasIssued() {
    assertThat(take(capture(1, 0, document(facts(1, Times.ABSENT))))).hasSize(1);
  }

  @Test
  void shouldRefuseANegativeMaxFuture() {
    assertThatThrownBy(() -> new Ledger(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxFuture must be >= 0: maxFutureMs=-1");
  }
}
