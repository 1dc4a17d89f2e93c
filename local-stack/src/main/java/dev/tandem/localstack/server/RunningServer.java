package dev.tandem.localstack.server;

/** What all servers can do. */
interface RunningServer extends AutoCloseable {
  /** The port on 127.0.0.1 that clients use. */
  int port();

  /**
   * Stops it in good order and unlocks its folder; does nothing when that was done before.
   *
   * @throws ServerException when it cannot be stopped
   */
  @Override
  void close();
}
