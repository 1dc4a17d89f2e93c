package dev.tandem.localstack.server;

/** What all servers can do. */
interface RunningServer extends AutoCloseable {
  /**
   * Stops it in good order and unlocks its folder; does nothing when that was done before.
   *
   * @throws ServerException when it cannot be stopped
   */
  @Override
  void close();
}
