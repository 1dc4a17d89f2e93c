package dev.tandem.streams.query;

import dev.tandem.streams.counts.Counts;
import dev.tandem.streams.instances.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * What the server answers from, once the application has been built.
 *
 * @param endpoints where other instances ask
 */
public record Backend(Counts counts, Reported reported, List<Endpoint<?, ?>> endpoints) {
  public Backend {
    endpoints = List.copyOf(endpoints);
  }

  Optional<Endpoint<?, ?>> endpoint(String path) {
    for (Endpoint<?, ?> endpoint : endpoints) {
      if (endpoint.path().equals(path)) {
        return Optional.of(endpoint);
      }
    }
    return Optional.empty();
  }
}
