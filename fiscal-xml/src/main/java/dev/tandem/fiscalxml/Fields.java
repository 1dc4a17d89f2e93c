package dev.tandem.fiscalxml;

import java.util.EnumMap;
import java.util.Map;

/**
 * The values of one part of a record. The first that is not empty stays, except that {@code tpAmb}
 * is watched: production is what every one of them says (contract, section 2).
 */
final class Fields {
  private static final String PRODUCTION = "1";

  private final Map<Field, String> values = new EnumMap<>(Field.class);
  private boolean environmentSeen;
  private boolean environmentOther;

  void put(Field field, String value) {
    if (field == Field.ENVIRONMENT) {
      environmentSeen = true;
      environmentOther |= !value.equals(PRODUCTION);
    }
    if (!value.isEmpty()) {
      values.putIfAbsent(field, value);
    }
  }

  String get(Field field) {
    return values.getOrDefault(field, "");
  }

  boolean has(Field field) {
    return values.containsKey(field);
  }

  /** The first of the two that is there; else empty. */
  String firstOf(Field field, Field otherwise) {
    return has(field) ? get(field) : get(otherwise);
  }

  /** Some {@code tpAmb} is here or in the other part, and each of them is 1. */
  boolean productionWith(Fields other) {
    return (environmentSeen || other.environmentSeen)
        && !environmentOther
        && !other.environmentOther;
  }

  boolean production() {
    return productionWith(this);
  }
}
