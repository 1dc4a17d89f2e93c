package dev.tandem.beam.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateOriginTest {
  @Test
  void shouldHaveADigestThatALabelHasRoomFor() {
    assertThat(digest(Map.of("log", "captures"))).matches("[0-9a-f]{40}");
  }

  @Test
  void shouldHaveAnotherDigestWhereAnyFactIsAnother() {
    String digest = digest(Map.of("log", "captures", "metric a@1", ""));

    assertThat(digest(Map.of("metric a@1", "", "log", "captures"))).isEqualTo(digest);
    assertThat(digest(Map.of("log", "captures", "metric a@2", ""))).isNotEqualTo(digest);
    assertThat(digest(Map.of("log", "others", "metric a@1", ""))).isNotEqualTo(digest);
    assertThat(digest(Map.of("log", "captures"))).isNotEqualTo(digest);
  }

  private static String digest(Map<String, String> facts) {
    return new StateOrigin(new TreeMap<>(facts)).digest();
  }
}
