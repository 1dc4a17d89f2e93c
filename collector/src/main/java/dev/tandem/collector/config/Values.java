package dev.tandem.collector.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The settings of one source, as they were written. */
public final class Values {
  private final Map<Setting, Value> values;
  private final String origin;

  /**
   * Settings of one source.
   *
   * @param origin put before the name of a setting that is missing: {@code --}, or {@code
   *     collector.yaml, line 5, source main: }
   */
  public Values(String origin, Map<Setting, Value> values) {
    this.origin = origin;
    this.values = new EnumMap<>(Setting.class);
    this.values.putAll(values);
  }

  public Optional<Value> get(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** What is said where a setting is not there. */
  public String missing(Setting setting) {
    return origin + setting.key() + " is missing. " + setting.description();
  }
}
