package dev.tandem.parity.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Lateness;
import dev.tandem.domain.Capture;
import dev.tandem.parity.laws.Delivery.Delivered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a drop by Beam would be seen: a counter that is always 0 proves little. */
class UnboundedOpinionTest {
  private static final long AFTER_ALL_MS = Instant.parse("4000-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @EnumSource(Runner.class)
  void shouldTellWhatBeamDropsWhereTheLedgerDoesNotKnowTheWatermark(Runner runner) {
    Batch batch =
        LongStream.range(0, 1_000)
            .mapToObj(seed -> Batch.random(seed, 1))
            .filter(UnboundedOpinionTest::hasWindowThatMayBeForgotten)
            .findFirst()
            .orElseThrow();
    UnboundedOpinion opinion = new UnboundedOpinion(runner);

    List<Answer> answers = opinion.answers(batch, afterAll(batch.logs().get(0)));

    assertThat(opinion.counts().dropped()).isPositive();
    assertThat(answers.get(0).problems()).anyMatch(p -> p.startsWith("Beam dropped"));
  }

  private static boolean hasWindowThatMayBeForgotten(Batch batch) {
    return new ReferenceOpinion()
        .answers(batch).get(0).tallies().entrySet().stream()
            .filter(e -> !e.getValue().live().plus(e.getValue().late()).isZero())
            .map(e -> batch.spec().find(e.getKey().metric()).orElseThrow().metric().lateness())
            .anyMatch(lateness -> lateness.historyMs() != Lateness.UNBOUNDED);
  }

  /** Everything when all windows may be forgotten, but no record says so. */
  private static Delivery afterAll(List<Capture> log) {
    List<Delivered> captures = new ArrayList<>();
    for (Capture capture : log) {
      captures.add(new Delivered(0, capture, 0, captures.size(), ArrivalWatermark.UNDEFINED));
    }
    return new Delivery(List.of(new Delivery.Step(AFTER_ALL_MS, captures)));
  }
}
