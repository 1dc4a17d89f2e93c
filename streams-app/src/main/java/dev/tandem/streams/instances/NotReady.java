package dev.tandem.streams.instances;

/**
 * A question that cannot be answered exactly at the moment, because partitions move or an instance
 * is not there: the same question may be asked again soon.
 */
public final class NotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotReady(String message) {
    super(message);
  }

  public NotReady(String message, Throwable cause) {
    super(message, cause);
  }
}
