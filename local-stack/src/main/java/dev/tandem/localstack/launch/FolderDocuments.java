package dev.tandem.localstack.launch;

import dev.tandem.localstack.check.FolderFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The files of a folder, one row each, with facts that PostgreSQL's xpath finds in them. */
final class FolderDocuments implements Documents {
  private final Path folder;

  FolderDocuments(Path folder) {
    this.folder = folder;
  }

  @Override
  public Loaded load(Connection connection, Console console) throws SQLException {
    try {
      List<String> names =
          FolderFacts.load(connection, folder, TABLE, FACTS, note -> console.line("  " + note));
      return new Loaded(names.size(), names);
    } catch (IOException | IllegalArgumentException e) {
      throw new LaunchException(
          "--documents " + folder + " cannot be loaded: " + e.getMessage(), e);
    }
  }
}
