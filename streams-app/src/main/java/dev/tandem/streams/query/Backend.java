package dev.tandem.streams.query;

import dev.tandem.streams.changes.ChangeHub;
import dev.tandem.streams.changes.ChangeQueue;
import dev.tandem.streams.changes.PeerStreams;
import dev.tandem.streams.counts.Counts;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.why.DocumentReasons;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What the server answers from, once the application has been built.
 *
 * @param changes of this instance
 * @param othersChanges follows what other instances tell at a path, into a queue
 * @param endpoints where other instances ask
 */
public record Backend(
    Counts counts,
    Reported reported,
    DocumentReasons documents,
    ChangeHub changes,
    BiFunction<String, ChangeQueue, PeerStreams> othersChanges,
    List<Endpoint<?, ?>> endpoints) {
  public Backend {
    endpoints = List.copyOf(endpoints);
  }

  PeerStreams peerChanges(String path, ChangeQueue into) {
    return othersChanges.apply(path, into);
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
