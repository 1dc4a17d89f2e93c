package dev.tandem.streams.changes;

import dev.tandem.streams.counts.Counted;

/** What a listener is told. */
public sealed interface ChangeEvent {
  /** A tally changed; zero in every part when it is gone. */
  record Changed(Counted counted) implements ChangeEvent {}

  /** So many changes did not fit between two readings, and were left out. */
  record Overflow(long dropped) implements ChangeEvent {}

  /** Changes may have been missed. */
  record Gap(String reason) implements ChangeEvent {}
}
