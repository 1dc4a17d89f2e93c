package dev.tandem.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A password or a token: it can be used, but not printed by accident. Two secrets are equal when
 * their values are.
 *
 * <p>Written in a setting as {@code env:NAME} (an environment variable), {@code file:PATH} (a UTF-8
 * file, one trailing line break ignored) or else as the value itself.
 */
public final class Secret {
  private static final String ENVIRONMENT = "env:";
  private static final String FILE = "file:";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret given as it is. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /**
   * A secret as a setting names it (see the class comment).
   *
   * @throws RegistrySettingException when the variable is not set, or the file is absent,
   *     unreadable or empty
   */
  public static Secret parse(String setting, Map<String, String> environment) {
    if (setting.startsWith(ENVIRONMENT)) {
      return fromEnvironment(setting.substring(ENVIRONMENT.length()), environment);
    }
    if (setting.startsWith(FILE)) {
      return fromFile(Path.of(setting.substring(FILE.length())));
    }
    return of(setting);
  }

  /**
   * A secret from an environment variable.
   *
   * @throws RegistrySettingException when it is not set, or empty
   */
  public static Secret fromEnvironment(String name, Map<String, String> environment) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new RegistrySettingException(
          "environment variable " + name + " is not set or empty: set it to the secret");
    }
    return of(value);
  }

  /**
   * A secret from a UTF-8 file, without its trailing line break.
   *
   * @throws RegistrySettingException when the file is absent, unreadable or empty
   */
  public static Secret fromFile(Path file) {
    String value;
    try {
      value = Files.readString(file);
    } catch (IOException e) {
      throw new RegistrySettingException(
          "secret file " + file + " cannot be read (" + e + "): check path and permissions");
    }
    value = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    value = value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
    if (value.isEmpty()) {
      throw new RegistrySettingException(
          "secret file " + file + " is empty: write the secret into it");
    }
    return of(value);
  }

  /** The secret itself: pass it on, never log it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
