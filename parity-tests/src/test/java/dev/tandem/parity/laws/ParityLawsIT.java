package dev.tandem.parity.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.check.TestDatabase;
import dev.tandem.parity.report.ParityReport;
import dev.tandem.parity.report.Section;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Laws 1 to 3 of the contract (section 7): over random logs SQL, the reference, the live side's
 * topology and the history side's pipeline, as a backfill and as a stream, say the same of every
 * window in every part.
 *
 * <p>{@code -Dparity.logs=N} sets how many logs there are. {@code -Dparity.seed=S} begins with the
 * batch of that seed, as a failure and the report name it.
 */
class ParityLawsIT {
  private static final int LOGS = Integer.getInteger("parity.logs", 1_000);
  private static final long SEED =
      Long.getLong("parity.seed", 2L * new Random().nextInt(1_000_000_000));
  private static final int SMALL = 25;
  private static final int LARGE = 100;

  /** One batch of so many is a large one. */
  private static final int ONE_IN = 14;

  @Test
  void shouldGiveOneAnswerWhoeverCounts() throws Exception {
    System.out.printf("ParityLawsIT: %,d logs, first seed %d%n", LOGS, SEED);
    LawRun run = new LawRun();
    List<String> found = new ArrayList<>();
    UnboundedOpinion inSteps = new UnboundedOpinion(Runner.DIRECT);
    UnboundedOpinion inStepsOnFlink = new UnboundedOpinion(Runner.FLINK);
    try (Connection connection = TestDatabase.connect("parity_laws")) {
      Opinion sql = new SqlAnswers(connection);
      Opinion topology = new TopologyOpinion();
      List<Opinion> small = List.of(inSteps, new BoundedOpinion(Runner.DIRECT), topology, sql);
      List<Opinion> large =
          List.of(inStepsOnFlink, new BoundedOpinion(Runner.FLINK), topology, sql);
      long seed = SEED;
      for (int batch = 1; run.logs() < LOGS && found.isEmpty(); batch++) {
        boolean isLarge = isLarge(seed);
        found = run.hold(Batch.random(seed, isLarge ? LARGE : SMALL), isLarge ? large : small);
        seed = next(seed, batch % ONE_IN == 1);
      }
    }
    List<Section> sections = new ArrayList<>(run.sections());
    sections.add(StreamCounts.section(List.of(inSteps, inStepsOnFlink)));
    ParityReport.ofBuild().put("1-laws", sections);
    sections.forEach(section -> System.out.println(section.text()));

    assertThat(found).as("differences; first seed %d", SEED).isEmpty();
    assertThat(inSteps.counts().windowGone()).isPositive();
    assertThat(inSteps.counts().panes()).isGreaterThan(inSteps.counts().windows());
  }

  /** So that a seed says all of its batch. */
  private static boolean isLarge(long seed) {
    return (seed & 1) == 1;
  }

  /** Far from the seed before: of seeds beside each other the first random numbers are alike. */
  private static long next(long seed, boolean large) {
    long even = new SplittableRandom(seed).nextLong(Long.MAX_VALUE) & ~1;
    return large ? even + 1 : even;
  }
}
