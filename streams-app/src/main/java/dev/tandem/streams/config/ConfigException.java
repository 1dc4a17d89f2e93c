package dev.tandem.streams.config;

/** Something in a configuration file that the user can mend. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }
}
