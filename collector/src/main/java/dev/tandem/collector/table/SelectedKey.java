package dev.tandem.collector.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads key columns that were selected by {@link SourceTable#keyTextSql}. */
public final class SelectedKey {
  private SelectedKey() {}

  /** The texts of the row's first columns; none where one of them cannot be decoded. */
  public static Optional<List<String>> texts(SourceTable table, ResultSet row) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= table.key().size(); i++) {
      Optional<String> text = table.encoding().text(row.getBytes(i));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }
}
