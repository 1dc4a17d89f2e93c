package dev.tandem.parity.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That a mistake is found, told, and made small. */
class ShrinkerTest {
  private static final Opinion REFERENCE = new ReferenceOpinion();

  /** Somebody who knows no cancellations. */
  private static final Opinion WRONG =
      new Opinion() {
        @Override
        public String name() {
          return "wrong";
        }

        @Override
        public List<Answer> answers(Batch batch) {
          return REFERENCE.answers(
              batch.withLogs(
                  batch.logs().stream()
                      .map(
                          log ->
                              log.stream()
                                  .filter(c -> !(c.record() instanceof Cancellation))
                                  .toList())
                      .toList()));
        }
      };

  @Test
  void shouldLeaveWhatIsNeededForTheDifference() {
    Batch batch =
        LongStream.range(0, 100)
            .mapToObj(seed -> Batch.random(seed, 10))
            .filter(b -> !compare(b, WRONG).differences().isEmpty())
            .findFirst()
            .orElseThrow();
    Difference difference =
        compare(batch, WRONG).differences().stream()
            .filter(d -> !d.where().startsWith("quality"))
            .findFirst()
            .orElseThrow();

    Batch smallest = new Shrinker(REFERENCE, WRONG).shrink(batch, difference.log());

    assertThat(smallest.logs()).hasSize(1);
    assertThat(smallest.logs().get(0))
        .hasSizeLessThanOrEqualTo(2)
        .anyMatch(capture -> capture.record() instanceof Cancellation);
    assertThat(smallest.spec().metrics()).hasSize(1);
    assertThat(difference.toString())
        .contains("seed " + batch.seed(), "wrong differs in m", "expected documents=");
  }

  @Test
  void shouldTellWhichPartOfWhichWindowDiffers() {
    Batch batch =
        LongStream.range(0, 100)
            .mapToObj(seed -> Batch.random(seed, 1))
            .filter(b -> !REFERENCE.answers(b).get(0).tallies().isEmpty())
            .findFirst()
            .orElseThrow();
    Answer right = REFERENCE.answers(batch).get(0);
    CountKey key = right.tallies().firstKey();
    SortedMap<CountKey, Tally> tallies = new TreeMap<>(right.tallies());
    Tally tally = tallies.get(key);
    tallies.put(key, new Tally(tally.live(), tally.late().plus(tally.total()), tally.expired()));

    Comparison comparison =
        Comparison.of(
            batch,
            List.of(right),
            "wrong",
            List.of(new Answer(tallies, Optional.empty(), List.of("said twice"))));

    assertThat(comparison.parts()).isEqualTo(3L * right.tallies().size());
    assertThat(comparison.differences())
        .extracting(Difference::where)
        .containsExactly(Texts.of(key) + " LATE", "form");
  }

  @Test
  void shouldMakeTheSameBatchOfASeed() {
    assertThat(Batch.random(7, 5)).isEqualTo(Batch.random(7, 5));
  }

  private static Comparison compare(Batch batch, Opinion opinion) {
    return Comparison.of(batch, REFERENCE.answers(batch), opinion.name(), opinion.answers(batch));
  }
}
