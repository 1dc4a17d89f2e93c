package dev.tandem.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.wire.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LogSettingsTest {
  @Test
  void shouldRefusePropertiesThatCountsHangOn() {
    assertThatThrownBy(() -> settings(Map.of("acks", "1", "partitioner.class", "x.Y")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[acks, partitioner.class]");
  }

  @Test
  void shouldNotPrintSecrets() {
    assertThat(settings(Map.of("sasl.jaas.config", "password=hush")).toString())
        .doesNotContain("hush");
  }

  private static LogSettings settings(Map<String, String> client) {
    return new LogSettings(
        "localhost:9092", client, Topics.DEFAULT, OptionalInt.empty(), Optional.empty());
  }
}
