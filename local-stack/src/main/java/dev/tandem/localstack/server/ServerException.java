package dev.tandem.localstack.server;

/**
 * A server could not be started, stopped or used. The message names the server, the folder or port,
 * and the remedy, and is fit to be shown without the stack trace.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerException(String message) {
    super(message);
  }

  ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
