package dev.tandem.localstack.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;

/**
 * Unzips the {@code docZip} of stored rows, which PostgreSQL cannot: found by its XPath, put back
 * for it to read.
 */
final class DocZips {
  /** One byte more than a row's XML may have, so that SQL sees that it is too large. */
  private static final int MOST_BYTES = 5 * 1024 * 1024 + 1;

  private static final int ZIPS_AT_ONCE = 100;

  private final Connection connection;
  private final String documents;

  DocZips(Connection connection, String documents) {
    this.connection = connection;
    this.documents = documents;
  }

  /** Fills {@code tandem_check.unzipped}. The connection is in a transaction. */
  void unzip() throws SQLException {
    String zips =
        """
        select d.id, z.place, z.zipped
        from %s d
        cross join lateral tandem_check.zipped_in(d.xml) as z
        where position('docZip'::bytea in d.xml) > 0
        """
            .formatted(documents);
    String insert = "insert into tandem_check.unzipped (row_id, place, xml) values (?, ?, ?)";
    try (Statement truncate = connection.createStatement();
        Statement select = connection.createStatement();
        PreparedStatement row = connection.prepareStatement(insert)) {
      truncate.execute("truncate tandem_check.unzipped");
      select.setFetchSize(ZIPS_AT_ONCE);
      try (ResultSet zip = select.executeQuery(zips)) {
        while (zip.next()) {
          row.setLong(1, zip.getLong(1));
          row.setInt(2, zip.getInt(2));
          row.setBytes(3, unzipped(zip.getBytes(3)));
          row.executeUpdate();
        }
      }
    }
  }

  /** Null, which SQL takes for a row that cannot be read, where it is no gzip. */
  private static byte[] unzipped(byte[] zipped) {
    if (zipped == null) {
      return null;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return gzip.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      return null;
    }
  }
}
