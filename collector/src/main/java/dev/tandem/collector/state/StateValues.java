package dev.tandem.collector.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.table.KeyRange;
import java.util.List;
import java.util.Optional;

/** Values of a source's records: JSON, in which fields of later versions are passed over. */
final class StateValues {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StateValues() {}

  /** Of how many ranges a plan consists; written after them. */
  record Plan(String id, long rows, int ranges) {}

  /** A range, each end a text for every column of the key; an end that is not there is left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Range(List<String> from, List<String> to, boolean finished) {
    static Range of(KeyRange range, boolean finished) {
      return new Range(range.from().orElse(null), range.to().orElse(null), finished);
    }

    KeyRange keys() {
      return new KeyRange(Optional.ofNullable(from), Optional.ofNullable(to));
    }
  }

  /** That all ranges are in the log. */
  record Finished(long finishedMs) {}

  /** An LSN, as a number. */
  record Position(long lsn) {}

  static String format(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can be written as JSON", e);
    }
  }

  static <T> T parse(String key, String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new LogException(
          "the collectors' state holds under "
              + key
              + " what this version cannot read: "
              + e.getOriginalMessage(),
          e);
    }
  }
}
