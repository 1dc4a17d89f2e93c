package dev.tandem.streams.counts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.counting.Window;
import dev.tandem.streams.instances.PartitionQuestion;
import java.util.List;

/** A question about the tallies of one partition. */
public record CountsQuestion(int partition, boolean staleAllowed, Asked asked)
    implements PartitionQuestion {

  /** What is asked for. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "about")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OfKey.class, name = "key"),
    @JsonSubTypes.Type(value = OfWindow.class, name = "window")
  })
  public sealed interface Asked {
    /** The metric's id. */
    String metric();
  }

  /** One combination of dimension values, over the windows that start in {@code [from, to)}. */
  public record OfKey(String metric, List<String> dimensions, long fromMs, long toMs)
      implements Asked {}

  /** The greatest of one window, greatest first. */
  public record OfWindow(String metric, Window window, Measure by, int n) implements Asked {}
}
