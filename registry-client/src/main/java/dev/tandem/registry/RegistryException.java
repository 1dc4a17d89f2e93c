package dev.tandem.registry;

/**
 * The registry could not be asked, or refused. The message names what was wanted, the address, what
 * went wrong and the remedy; it is fit to be shown to a user without the stack trace.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message) {
    super(message);
  }

  RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
