package dev.tandem.collector.state;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * All that is known of a source.
 *
 * @param source absent where no collector has begun
 * @param snapshot the latest; absent where none has begun, or only one of version 0.1.0, which kept
 *     no such record
 */
public record SourceState(Optional<KnownSource> source, Optional<SnapshotState> snapshot) {
  public SourceState {
    requireNonNull(source, "source");
    requireNonNull(snapshot, "snapshot");
  }
}
