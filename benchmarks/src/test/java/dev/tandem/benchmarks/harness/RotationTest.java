package dev.tandem.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
  @Test
  void shouldBeginWithAnotherOneInEachRepetition() {
    List<String> all = List.of("a", "b", "c");
    assertThat(Rotation.of(all, 1)).containsExactly("a", "b", "c");
    assertThat(Rotation.of(all, 2)).containsExactly("b", "c", "a");
    assertThat(Rotation.of(all, 3)).containsExactly("c", "a", "b");
    assertThat(Rotation.of(all, 4)).containsExactly("a", "b", "c");
    assertThat(Rotation.of(List.of(), 2)).isEmpty();
  }
}
