package dev.tandem.localstack.generator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GeneratedTableTest {

  @Test
  void shouldTakePlainNamesOnly() {
    assertThat(new GeneratedTable("fiscal.documents", "facts").documents())
        .isEqualTo("fiscal.documents");
    assertThatThrownBy(() -> new GeneratedTable("documents; DROP", "facts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("documents=documents; DROP");
  }

  @Test
  void shouldTellHowLongTheRestWillTake() {
    assertThat(new LoadProgress(250, 1_000, 50).remaining()).contains(Duration.ofSeconds(15));
    assertThat(new LoadProgress(0, 1_000, 0).remaining()).isEmpty();
    assertThat(new LoadProgress(250, 0, 50).remaining()).isEmpty();
  }
}
