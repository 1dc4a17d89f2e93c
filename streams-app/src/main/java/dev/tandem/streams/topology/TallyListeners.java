package dev.tandem.streams.topology;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import java.util.List;

/** Tells several listeners, in their order. */
public record TallyListeners(List<TallyListener> all) implements TallyListener {
  public TallyListeners {
    all = List.copyOf(all);
  }

  @Override
  public void changed(CountKey key, Tally tally, boolean revised) {
    for (TallyListener listener : all) {
      listener.changed(key, tally, revised);
    }
  }

  @Override
  public boolean wants(String metric) {
    return all.stream().anyMatch(listener -> listener.wants(metric));
  }

  @Override
  public void counted(String metric, Counting change) {
    for (TallyListener listener : all) {
      listener.counted(metric, change);
    }
  }
}
