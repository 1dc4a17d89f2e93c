package dev.tandem.beam.sink;

import dev.tandem.beam.worker.WorkerSettings;
import dev.tandem.registry.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of a worker. Credentials never travel with the pipeline: each worker takes them from
 * its own environment or settings.
 */
final class DatabaseFn implements SerializableFunction<Void, DataSource> {
  /** Where they come from, for messages. */
  static final String CREDENTIALS = "TANDEM_DB_USER and TANDEM_DB_PASSWORD (or ..._PASSWORD_FILE)";

  private static final long serialVersionUID = 1L;

  private final String url;

  /**
   * @param url {@code postgresql://HOST:PORT/DATABASE}
   */
  DatabaseFn(String url) {
    this.url = url;
  }

  @Override
  public DataSource apply(Void nothing) {
    return dataSource(WorkerSettings.environment());
  }

  PGSimpleDataSource dataSource(Map<String, String> environment) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + url);
    variable(environment, "TANDEM_DB_USER").ifPresent(source::setUser);
    password(environment).ifPresent(password -> source.setPassword(password.reveal()));
    source.setApplicationName("tandem beam-app");
    return source;
  }

  private static Optional<Secret> password(Map<String, String> environment) {
    Optional<String> value = variable(environment, "TANDEM_DB_PASSWORD");
    Optional<String> file = variable(environment, "TANDEM_DB_PASSWORD_FILE");
    if (value.isPresent() && file.isPresent()) {
      throw new SinkException(
          "TANDEM_DB_PASSWORD and TANDEM_DB_PASSWORD_FILE are both set: keep one of them");
    }
    return value.map(Secret::of).or(() -> file.map(Path::of).map(Secret::fromFile));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
