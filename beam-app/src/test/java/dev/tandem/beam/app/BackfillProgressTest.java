package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.app.BackfillProgress.Done;
import org.junit.jupiter.api.Test;

class BackfillProgressTest {
  private final BackfillProgress progress = new BackfillProgress(1_000_000);

  @Test
  void shouldTellThePaceOfReadingFromWhenItBegan() {
    assertThat(progress.line(5_000, new Done(0, 0, 0, 0)))
        .isEqualTo("backfill: 0:05, 0 of 1,000,000 (0 %) of the log's offsets read");
    assertThat(progress.line(15_000, new Done(100_000, 90_000, 0, 0)))
        .isEqualTo(
            "backfill: 0:15, 100,000 of 1,000,000 (10 %) of the log's offsets read,"
                + " about 1:30 to go");
  }

  @Test
  void shouldTellThePaceOfCountingOnceTheLogIsRead() {
    assertThat(progress.line(5_000, new Done(1_000_000, 800_000, 0, 0)))
        .isEqualTo("backfill: 0:05, 0 of 800,000 (0 %) captures counted");
    assertThat(progress.line(10_000, new Done(1_000_000, 800_000, 200_000, 0)))
        .isEqualTo("backfill: 0:10, 200,000 of 800,000 (25 %) captures counted, about 0:15 to go");
  }

  @Test
  void shouldTellAnswersOnceAllIsCounted() {
    assertThat(progress.line(5_000, new Done(1_000_000, 800_000, 800_000, 1_234)))
        .isEqualTo("backfill: 0:05, 800,000 captures counted, 1,234 answers");
  }

  @Test
  void shouldNeverSayMoreThanAllWhereABundleWasTriedAgain() {
    assertThat(progress.line(5_000, new Done(1_100_000, 800_000, 900_000, 0)))
        .isEqualTo("backfill: 0:05, 800,000 captures counted, 0 answers");
  }

  @Test
  void shouldSayWhatItDoesNotKnow() {
    assertThat(BackfillProgress.elsewhere(65_000))
        .startsWith("backfill: 1:05, runs in other processes");
  }
}
