package dev.tandem.collector;

import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.registry.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the database is reached. */
final class DatabaseOptions {
  static final String PASSWORD_VARIABLE = "TANDEM_DB_PASSWORD";
  static final String USER_VARIABLE = "TANDEM_DB_USER";

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description =
          "Address of the database: jdbc:postgresql://host:port/database, with the driver's"
              + " parameters for TLS (sslmode, sslrootcert ...), without user and password.")
  private String url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User of the database; else the environment variable " + USER_VARIABLE + ".")
  private Optional<String> user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "File that holds the password; else the environment variable " + PASSWORD_VARIABLE + ".")
  private Optional<Path> passwordFile;

  DatabaseSettings settings(Map<String, String> environment) {
    String name =
        user.or(() -> variable(environment, USER_VARIABLE))
            .orElseThrow(
                () ->
                    new UsageException(
                        "no user of the database is given: set --user or " + USER_VARIABLE));
    try {
      return new DatabaseSettings(
          url,
          name,
          passwordFile
              .map(Secret::fromFile)
              .or(() -> variable(environment, PASSWORD_VARIABLE).map(Secret::of)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--url: " + e.getMessage());
    } catch (RegistrySettingException e) {
      throw new UsageException("--password-file: " + e.getMessage());
    }
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
