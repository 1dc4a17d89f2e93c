package dev.tandem.fiscalxml;

import java.util.EnumMap;
import java.util.Map;

/**
 * The values of one part of a record. The first of a field is the field, empty or not; but every
 * {@code tpAmb} is watched: production is what each of them says (contract, section 2).
 */
final class Fields {
  private static final String PRODUCTION = "1";

  private final Map<Field, String> values = new EnumMap<>(Field.class);
  private boolean environmentSeen;
  private boolean environmentOther;

  void put(Field field, String written) {
    String value = field.normal(written);
    if (field == Field.ENVIRONMENT) {
      environmentSeen = true;
      environmentOther |= !value.equals(PRODUCTION);
    }
    values.putIfAbsent(field, value);
  }

  String get(Field field) {
    return values.getOrDefault(field, "");
  }

  /** Whether there is a value, and not only its element. */
  boolean has(Field field) {
    return !get(field).isEmpty();
  }

  /** Whether there is an element for it, be it empty or unreadable. */
  boolean names(Field field) {
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

  /** Some {@code tpAmb} is here that is not 1. */
  boolean ofTests() {
    return environmentOther;
  }
}
