package dev.tandem.localstack.server;

/** What the database may lose. */
public enum Durability {
  /** Nothing when it is stopped or its process dies, everything when the machine does. */
  FAST,
  /** Nothing that was committed: it waits for the disk. */
  SAFE
}
