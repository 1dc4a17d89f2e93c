package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalInt;

/** What engines read of {@code collector-state}, whose records are the collector's own. */
public final class CollectorState {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CollectorState() {}

  /**
   * How many partitions the log had when a source began.
   *
   * @param key of a record; a source's own has no slash
   * @param json its value
   * @return empty where the record says nothing of it
   */
  public static OptionalInt partitions(String key, String json) {
    if (key.indexOf('/') >= 0) {
      return OptionalInt.empty();
    }
    try {
      JsonNode partitions = JSON.readTree(json).path("partitions");
      return partitions.isInt() ? OptionalInt.of(partitions.intValue()) : OptionalInt.empty();
    } catch (JsonProcessingException e) {
      return OptionalInt.empty();
    }
  }
}
