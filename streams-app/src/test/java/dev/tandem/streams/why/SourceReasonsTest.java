package dev.tandem.streams.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.wire.ProgressFormat.Progress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourceReasonsTest {
  private static final long DUE_MS = 1_000_000;
  private static final long CLOSES_AT_MS = 2_000_000;

  @Test
  void shouldOfferToRetireASourceOnlyWhereItIsSilent() {
    assertThat(remedyAt(DUE_MS)).isFalse();
    assertThat(remedyAt(DUE_MS + 5_000)).isFalse();
    assertThat(remedyAt(DUE_MS - 59_000)).isFalse();
    assertThat(remedyAt(DUE_MS - 60_000)).isTrue();
  }

  @Test
  void shouldNotNameASourceThatTheWindowDoesNotWaitFor() {
    assertThat(SourceReasons.waitingFor(progress(CLOSES_AT_MS), CLOSES_AT_MS, DUE_MS)).isEmpty();
  }

  private static boolean remedyAt(long watermarkMs) {
    List<WindowWhy.SourceWhy> waiting =
        SourceReasons.waitingFor(progress(watermarkMs), CLOSES_AT_MS, DUE_MS);
    assertThat(waiting).hasSize(1);
    assertThat(waiting.get(0).source()).isEqualTo("north");
    waiting
        .get(0)
        .remedy()
        .ifPresent(remedy -> assertThat(remedy).contains("collector retire --source north"));
    return waiting.get(0).remedy().isPresent();
  }

  private static List<Progress> progress(long watermarkMs) {
    return List.of(
        new Progress("streams", 0, 1, watermarkMs, new TreeMap<>(Map.of("north", watermarkMs))));
  }
}
