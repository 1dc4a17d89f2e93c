package dev.tandem.service;

/** An address that cannot be listened at; the message says why, without a remedy. */
public final class BindingFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindingFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
