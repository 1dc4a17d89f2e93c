package dev.tandem.streams.monitoring;

import dev.tandem.counting.Quality;
import dev.tandem.wire.ProgressFormat.Progress;
import java.util.List;
import java.util.Map;

/** What can be read of the live side; each may fail while partitions move. */
public interface LiveReadings {
  /** Captures by quality, of the whole application. */
  Map<Quality, Long> quality();

  /** Of every partition of the log. */
  List<Progress> progress();

  /** How many windows of each metric, by id, are open in this instance's partitions. */
  Map<String, Integer> openWindows();
}
