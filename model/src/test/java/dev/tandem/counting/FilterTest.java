package dev.tandem.counting;

import static dev.tandem.counting.Samples.ISSUED_MS;
import static dev.tandem.counting.Samples.count;
import static dev.tandem.counting.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.Filter.Condition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final Condition NF_E = new Condition(Dimension.MODEL, false, Set.of("55", "65"));
  private static final Condition CT_E = new Condition(Dimension.MODEL, false, Set.of("57"));
  private static final Condition NOT_RIO = new Condition(Dimension.STATE, true, Set.of("RJ"));
  private static final Condition NOT_PAULISTA =
      new Condition(Dimension.STATE, true, Set.of("SP", "RJ"));

  /** Of an NF-e from São Paulo. */
  private static boolean holds(Condition... conditions) {
    return new Filter(List.of(conditions)).holds(count(facts(), ISSUED_MS));
  }

  @Test
  void shouldLetEverythingThroughWithoutConditions() {
    assertThat(holds()).isTrue();
  }

  @Test
  void shouldWantOneOfTheValues() {
    assertThat(holds(NF_E)).isTrue();
    assertThat(holds(CT_E)).isFalse();
  }

  @Test
  void shouldWantNoneOfTheValuesWhereNegated() {
    assertThat(holds(NOT_RIO)).isTrue();
    assertThat(holds(NOT_PAULISTA)).isFalse();
  }

  @Test
  void shouldWantAllConditions() {
    assertThat(holds(NF_E, NOT_RIO)).isTrue();
    assertThat(holds(NF_E, NOT_PAULISTA)).isFalse();
    assertThat(holds(CT_E, NOT_RIO)).isFalse();
  }

  @Test
  void shouldHaveTheSameTextWhateverTheOrder() {
    assertThat(new Filter(List.of(NOT_RIO, NF_E)).text())
        .isEqualTo(new Filter(List.of(NF_E, NOT_RIO)).text())
        .isEqualTo("model in [55, 65] and state not in [RJ]");
  }

  @Test
  void shouldRefuseAConditionWithoutValues() {
    assertThatThrownBy(() -> new Condition(Dimension.STATE, false, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a condition names at least one value: dimension=state");
  }
}
