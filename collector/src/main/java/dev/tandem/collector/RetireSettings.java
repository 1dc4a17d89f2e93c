package dev.tandem.collector;

import dev.tandem.collector.config.Setting;
import dev.tandem.collector.log.LogSettings;
import dev.tandem.registry.RegistrySettings;
import java.util.Set;

/**
 * A source that has ended, and the log it wrote to. Its database is asked nothing: it may be gone.
 */
record RetireSettings(String source, LogSettings log, RegistrySettings registry) {
  /** The settings it takes, of those of {@code run}. */
  static final Set<Setting> OPTIONS =
      Set.of(
          Setting.SOURCE,
          Setting.BOOTSTRAP_SERVERS,
          Setting.KAFKA_CONFIG,
          Setting.REGISTRY,
          Setting.TOPIC_PREFIX);
}
