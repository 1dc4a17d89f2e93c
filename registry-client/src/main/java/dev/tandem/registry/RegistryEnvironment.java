package dev.tandem.registry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Registry settings from environment variables, so that no secret stands on a command line:
 *
 * <pre>
 * TANDEM_REGISTRY_USER                with TANDEM_REGISTRY_PASSWORD or TANDEM_REGISTRY_PASSWORD_FILE
 * TANDEM_REGISTRY_TOKEN               or TANDEM_REGISTRY_TOKEN_FILE
 * TANDEM_REGISTRY_TRUSTSTORE          a file, with TANDEM_REGISTRY_TRUSTSTORE_PASSWORD or ..._PASSWORD_FILE where it has one
 * TANDEM_REGISTRY_KEYSTORE            a file, with TANDEM_REGISTRY_KEYSTORE_PASSWORD or ..._PASSWORD_FILE where it has one
 * </pre>
 */
public final class RegistryEnvironment {
  private static final String PREFIX = "TANDEM_REGISTRY_";

  private final Map<String, String> environment;

  /** Reads from the given variables, usually {@code System.getenv()}. */
  public RegistryEnvironment(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Settings for the registry at these addresses (separated by commas) with what the variables say.
   *
   * @throws RegistrySettingException when variables are missing or disagree, naming both
   */
  public RegistrySettings settings(String urls) {
    RegistrySettings settings = RegistrySettings.of(urls).with(credentials());
    Optional<KeyStoreFile> trustStore = keyStore("TRUSTSTORE");
    if (trustStore.isPresent()) {
      settings = settings.withTrustStore(trustStore.get());
    }
    Optional<KeyStoreFile> keyStore = keyStore("KEYSTORE");
    if (keyStore.isPresent()) {
      settings = settings.withKeyStore(keyStore.get());
    }
    return settings;
  }

  private Credentials credentials() {
    Optional<String> user = variable("USER");
    Optional<Secret> password = secret("PASSWORD");
    Optional<Secret> token = secret("TOKEN");
    if (user.isPresent() && token.isPresent()) {
      throw new RegistrySettingException(
          PREFIX + "USER and " + PREFIX + "TOKEN are both set: keep one of them");
    }
    if (user.isPresent() != password.isPresent()) {
      throw new RegistrySettingException(
          String.format(
              "%1$s%2$s is set but %1$s%3$s is not: set both or none",
              PREFIX,
              user.isPresent() ? "USER" : "PASSWORD",
              user.isPresent() ? "PASSWORD (or " + PREFIX + "PASSWORD_FILE)" : "USER"));
    }
    if (user.isPresent()) {
      return new Credentials.Basic(user.get(), password.get());
    }
    return token.isPresent() ? new Credentials.Bearer(token.get()) : new Credentials.Anonymous();
  }

  private Optional<KeyStoreFile> keyStore(String name) {
    return variable(name).map(file -> new KeyStoreFile(Path.of(file), secret(name + "_PASSWORD")));
  }

  private Optional<Secret> secret(String name) {
    Optional<String> value = variable(name);
    Optional<String> file = variable(name + "_FILE");
    if (value.isPresent() && file.isPresent()) {
      throw new RegistrySettingException(
          PREFIX + name + " and " + PREFIX + name + "_FILE are both set: keep one of them");
    }
    return value.map(Secret::of).or(() -> file.map(Path::of).map(Secret::fromFile));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(PREFIX + name)).filter(value -> !value.isEmpty());
  }
}
