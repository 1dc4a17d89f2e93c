package dev.tandem.localstack.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Documents that stand packed in stored rows, one in another: found by PostgreSQL's XPath, put back
 * for it to read. All that is done here is what PostgreSQL cannot: to undo gzip.
 */
final class Enclosures {
  /** One byte more than a row's XML may have, so that SQL sees that it is too large. */
  private static final int MOST_BYTES = 5 * 1024 * 1024 + 1;

  private static final int MOST_BYTES_OF_ROW = 16 * 1024 * 1024;
  private static final int MOST_LEVELS = 4;
  private static final int ROWS_AT_ONCE = 20;
  private static final String BAD = "bad-doc-zip";
  private static final String TOO_LARGE = "doc-zip-too-large";

  /** A document in a document: its place there; none where it is the whole, compressed. */
  private static final class Found {
    private final int place;
    private final boolean whole;
    private final int group;
    private final String kind;
    private final byte[] content;
    private final String reason;
    private final Array answers;

    Found(ResultSet row) throws SQLException {
      this.place = row.getInt(1);
      this.whole = row.wasNull();
      this.group = row.getInt(2);
      this.kind = row.getString(3);
      this.content = row.getBytes(4);
      this.reason = row.getString(5);
      this.answers = row.getArray(6);
    }
  }

  /** A document, where it stands in its row and in which answers there, and how. */
  private record Place(List<Integer> path, int level, String kind, Array answers) {
    Place inner(Found found, String innerKind) {
      List<Integer> inner = new ArrayList<>(path);
      inner.add(found.place);
      return new Place(inner, level + 1, innerKind, found.answers);
    }

    Place expanded() {
      return new Place(path, level + 1, kind, answers);
    }
  }

  /** A reason instead of content. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String reason) {
      super(reason, null, false, false);
    }
  }

  private final Connection connection;
  private final String documents;
  private long rowId;
  private int bytesLeft;

  Enclosures(Connection connection, String documents) {
    this.connection = connection;
    this.documents = documents;
  }

  /** Fills {@code tandem_check.enclosed}. The connection is in a transaction. */
  void open() throws SQLException {
    String rows =
        "select d.id, d.xml from %s d where exists (select from tandem_check.enclosed_in(d.xml))"
            .formatted(documents);
    try (Statement truncate = connection.createStatement();
        Statement select = connection.createStatement()) {
      truncate.execute("truncate tandem_check.enclosed");
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery(rows)) {
        while (row.next()) {
          rowId = row.getLong(1);
          bytesLeft = MOST_BYTES_OF_ROW;
          open(new Place(List.of(), 0, "row", none()), row.getBytes(2));
        }
      }
    }
  }

  private void open(Place place, byte[] xml) throws SQLException {
    if (place.level() > MOST_LEVELS) {
      put(place, BAD, null);
      return;
    }
    List<Found> found = foundIn(xml);
    if (!found.isEmpty() && found.get(0).whole) {
      try {
        open(place.expanded(), unzipped(found.get(0).content));
      } catch (UnusableException e) {
        put(place, e.getMessage(), null);
      }
      return;
    }
    put(place, null, xml);
    Map<Integer, List<Found>> groups = new TreeMap<>();
    for (Found inner : found) {
      if (inner.kind.equals("half")) {
        groups.computeIfAbsent(inner.group, unused -> new ArrayList<>()).add(inner);
        continue;
      }
      Place at = place.inner(inner, inner.kind);
      try {
        if (inner.reason != null) {
          throw new UnusableException(inner.reason);
        }
        open(at, inner.kind.equals("text") ? counted(inner.content) : unzipped(inner.content));
      } catch (UnusableException e) {
        put(at, e.getMessage(), null);
      }
    }
    for (List<Found> halves : groups.values()) {
      openHalves(place, halves);
    }
  }

  /** A document and its protocol, compressed one by one, as one document where the last stands. */
  private void openHalves(Place place, List<Found> halves) throws SQLException {
    Place at = place.inner(halves.get(halves.size() - 1), "zip");
    try (PreparedStatement join =
        connection.prepareStatement("select tandem_check.joined(?::bytea[])")) {
      byte[][] contents = new byte[halves.size()][];
      for (int i = 0; i < contents.length; i++) {
        contents[i] = unzipped(halves.get(i).content);
      }
      join.setArray(1, connection.createArrayOf("bytea", contents));
      try (ResultSet joined = join.executeQuery()) {
        joined.next();
        byte[] xml = joined.getBytes(1);
        if (xml == null) {
          throw new UnusableException(BAD);
        }
        open(at, xml);
      }
    } catch (UnusableException e) {
      put(at, e.getMessage(), null);
    }
  }

  private List<Found> foundIn(byte[] xml) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select place, within, kind, content, reason, answers from tandem_check.enclosed_in(?)"
                + " order by place")) {
      select.setBytes(1, xml);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Found(row));
        }
      }
    }
    return found;
  }

  private void put(Place place, String reason, byte[] xml) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into tandem_check.enclosed values (?, ?, ?, ?, ?, ?)")) {
      Array path = connection.createArrayOf("int", place.path().toArray());
      insert.setLong(1, rowId);
      insert.setArray(2, path);
      insert.setString(3, place.kind());
      insert.setString(4, reason);
      insert.setBytes(5, xml);
      insert.setArray(6, place.answers());
      insert.executeUpdate();
    }
  }

  private Array none() throws SQLException {
    return connection.createArrayOf("int", new Object[0]);
  }

  private byte[] unzipped(byte[] zipped) throws UnusableException {
    if (zipped == null) {
      throw new UnusableException(BAD);
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return counted(gzip.readNBytes(Math.min(MOST_BYTES, bytesLeft + 1)));
    } catch (IOException e) {
      throw new UnusableException(BAD);
    }
  }

  private byte[] counted(byte[] content) throws UnusableException {
    if (content.length > bytesLeft || content.length == MOST_BYTES) {
      throw new UnusableException(TOO_LARGE);
    }
    bytesLeft -= content.length;
    return content;
  }
}
