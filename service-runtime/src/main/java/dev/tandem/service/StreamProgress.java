package dev.tandem.service;

/** Is told when an event stream begins to write a piece, and when that has been taken. */
@FunctionalInterface
interface StreamProgress {
  void writing(boolean now);
}
