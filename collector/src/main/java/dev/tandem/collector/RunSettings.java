package dev.tandem.collector;

import dev.tandem.service.HttpBinding;
import java.util.List;
import java.util.Optional;

/**
 * What a process is told.
 *
 * @param sources at least one
 * @param http absent: nothing is served
 * @param progressInJson instead of lines for people
 */
record RunSettings(
    List<CollectorSettings> sources, Optional<HttpBinding> http, boolean progressInJson) {
  RunSettings {
    sources = List.copyOf(sources);
  }

  /** The same, but every source ends once it has caught up. */
  RunSettings endingWhenCaughtUp() {
    return new RunSettings(
        sources.stream().map(CollectorSettings::endingWhenCaughtUp).toList(), http, progressInJson);
  }

  RunSettings withProgressInJson() {
    return new RunSettings(sources, http, true);
  }
}
