package dev.tandem.localstack.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts together what SQL found in each row. */
final class RowClasses {
  static final String SQL =
      """
      select
        row_id, q.class, q.reason, c.kind, c.access_key, c.value_cents, c.accepted,
        c.registered_ms
      from tandem_check.quality q
      join tandem_check.capture c using (row_id, ordinal)
      order by row_id, ordinal
      """;

  private final Consumer<RowClass> each;
  private final List<RowClass.Found> records = new ArrayList<>();
  private long rowId;
  private String firstClass = "";
  private String firstReason = "";

  RowClasses(Consumer<RowClass> each) {
    this.each = each;
  }

  /** The next of {@link #SQL}. */
  void read(ResultSet row) throws SQLException {
    String qualityClass = row.getString(2);
    String reason = row.getString(3);
    if (firstClass.isEmpty() || row.getLong(1) != rowId) {
      finish();
      rowId = row.getLong(1);
      firstClass = qualityClass;
      firstReason = reason;
    }
    String kind = row.getString(4);
    if (!kind.equals("rejected")) {
      records.add(
          new RowClass.Found(
              kind,
              row.getString(5),
              qualityClass,
              reason,
              row.getLong(6),
              row.getBoolean(7),
              Optional.ofNullable(row.getObject(8, Long.class)).map(Instant::ofEpochMilli)));
    }
  }

  /** After the last. */
  void finish() {
    if (!firstClass.isEmpty()) {
      each.accept(new RowClass(rowId, firstClass, firstReason, records));
      records.clear();
    }
  }
}
