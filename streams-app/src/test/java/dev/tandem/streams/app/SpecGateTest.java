package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.Metric;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpecGateTest {
  private static final String METRIC =
      """
        - name: %s
          time: issued
          window: { tumbling: %s }
          lateness: { live: 2h, history: 90d }
          retention: %s
      """;

  private static Spec spec(String... metrics) {
    return new SpecReader().read("test", "metrics:\n" + String.join("", metrics));
  }

  private static String metric(String name, String size) {
    return METRIC.formatted(name, size, "2d");
  }

  private static Set<String> ids(Spec spec) {
    return spec.counted().stream().map(Metric::id).collect(Collectors.toSet());
  }

  @Test
  void shouldLetPassWhatStartsOrGoesOn() {
    Spec spec = spec(metric("a", "1m"), metric("b", "1m"));
    Spec longer = spec(METRIC.formatted("a", "1m", "unbounded"), metric("b", "1m"));

    assertThatCode(() -> SpecGate.pass(spec, "app", Set.of(), false)).doesNotThrowAnyException();
    assertThatCode(() -> SpecGate.pass(longer, "app", ids(spec), false)).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWhatIsNewOrChangedWhateverIsAccepted() {
    Spec before = spec(metric("a", "1m"), metric("b", "1m"), metric("c", "1m"));
    Spec now = spec(metric("a", "1m"), metric("b", "5m"), metric("d", "1m"));

    assertThatThrownBy(() -> SpecGate.pass(now, "app", ids(before), true))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "the spec is not the one that application id app has counted by:\n"
                + "  changed: "
                + before.find("b").orElseThrow().metric().id()
                + " is now "
                + now.find("b").orElseThrow().metric().id())
        .hasMessageContaining("\n  new: " + now.find("d").orElseThrow().metric().id())
        .hasMessageContaining("\n  gone: " + before.find("c").orElseThrow().metric().id())
        .hasMessageContaining("Nothing was touched. Give another --application-id");
  }

  @Test
  void shouldGoOnWithoutAMetricOnlyWhereThatIsAccepted() {
    Spec before = spec(metric("a", "1m"), metric("b", "1m"));
    Spec now = spec(metric("a", "1m"));

    assertThatThrownBy(() -> SpecGate.pass(now, "app", ids(before), false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("gone: b@")
        .hasMessageContaining("Give --accept-gone-metrics");
    assertThatCode(() -> SpecGate.pass(now, "app", ids(before), true)).doesNotThrowAnyException();
  }
}
