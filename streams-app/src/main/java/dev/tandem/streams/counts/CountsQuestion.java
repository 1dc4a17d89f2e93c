package dev.tandem.streams.counts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.counting.Window;
import dev.tandem.streams.instances.PartitionQuestion;
import java.util.List;
import java.util.Objects;

/** A question about the tallies of one partition. */
public record CountsQuestion(int partition, boolean staleAllowed, Asked asked)
    implements PartitionQuestion {
  public CountsQuestion {
    Objects.requireNonNull(asked, "asked");
  }

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
      implements Asked {
    public OfKey {
      Objects.requireNonNull(metric, "metric");
      dimensions = List.copyOf(dimensions);
    }
  }

  /** The greatest of one window, greatest first. */
  public record OfWindow(String metric, Window window, Measure by, int n) implements Asked {
    private static final int MOST = 1_000;

    public OfWindow {
      Objects.requireNonNull(metric, "metric");
      Objects.requireNonNull(window, "window");
      Objects.requireNonNull(by, "by");
      if (n < 1 || n > MOST) {
        throw new IllegalArgumentException("n is from 1 to " + MOST + ": n=" + n);
      }
    }
  }
}
