package dev.tandem.registry;

/**
 * A setting that cannot be used. The message names the setting, its value (unless secret) and the
 * remedy.
 */
public final class RegistrySettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistrySettingException(String message) {
    super(message);
  }
}
