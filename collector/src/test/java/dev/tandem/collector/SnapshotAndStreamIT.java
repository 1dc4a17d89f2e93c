package dev.tandem.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.RejectReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table that is written to while it is read loses nothing, whatever its columns' types. */
class SnapshotAndStreamIT {
  private static final int ROWS = 3000;
  private static final int CHANGES = 250;

  private Fixture fixture;

  /** The types a table can be made of. */
  enum Shape {
    INTEGER_AND_TEXT("bigint", "text", "%s::bigint", "%s"),
    UUID_AND_XML("uuid", "xml", "%s::uuid", "%s::xml"),
    TEXT_AND_BYTEA("text COLLATE \"pt-BR-x-icu\"", "bytea", "%s::text", "convert_to(%s, 'UTF8')"),
    CHARACTER_AND_TEXT("character(12)", "text", "%s::text", "%s"),
    NUMERIC_AND_TEXT("numeric(20,3)", "text", "%s::numeric", "%s");

    final String keyType;
    final String xmlType;
    final String keySql;
    final String xmlSql;

    Shape(String keyType, String xmlType, String keySql, String xmlSql) {
      this.keyType = keyType;
      this.xmlType = xmlType;
      this.keySql = keySql;
      this.xmlSql = xmlSql;
    }

    /** The n-th key, in no order. */
    String key(long n) {
      return switch (this) {
        case INTEGER_AND_TEXT -> Long.toString(n * 7 - 999);
        case UUID_AND_XML -> new UUID(n * 0x9E3779B97F4A7C15L, n).toString();
        case TEXT_AND_BYTEA -> (n % 2 == 0 ? "\u00e1'" : "Z\\") + n;
        case CHARACTER_AND_TEXT -> "k" + n;
        case NUMERIC_AND_TEXT -> n + ".125";
      };
    }

    /** As the column gives it back: PostgreSQL prints an xml without its declaration. */
    String stored(String xml) {
      return xmlType.equals("xml") ? xml.replaceFirst("^<\\?xml[^>]*>", "") : xml;
    }

    String version(long n, String xml) {
      return key(n) + '/' + Digest.of(stored(xml).getBytes(UTF_8));
    }
  }

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldLoseNothingThatIsWrittenMeanwhile(Shape shape) throws Exception {
    Set<String> before = load(shape);
    Fixture.Running running =
        fixture.start(
            "--table=public.documents", "--xml-column=xml", "--readers=8", "--partitions=3");
    fixture.awaitSlot(running);
    Set<String> written = CompletableFuture.supplyAsync(() -> write(shape)).get();
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();

    Set<String> delivered = fixture.rowVersions();
    assertThat(delivered).containsAll(current(shape)).containsAll(written);
    Set<String> known = new HashSet<>(before);
    known.addAll(written);
    assertThat(known).containsAll(delivered);
    assertThat(fixture.captures())
        .as("the snapshot's key ranges hold every row once")
        .filteredOn(capture -> capture.position() == 0)
        .extracting(Capture::row)
        .doesNotHaveDuplicates();
    fixture.log().values().forEach(SnapshotAndStreamIT::verifyOrder);
    assertThat(fixture.log()).hasSize(3);
    verifyRejections();
  }

  /** Every tenth row is long, every hundredth cannot be read, one is NULL. */
  private Set<String> load(Shape shape) throws SQLException {
    fixture.sql(
        "CREATE TABLE documents (id "
            + shape.keyType
            + " PRIMARY KEY, other int DEFAULT 0, xml "
            + shape.xmlType
            + ")");
    Set<String> versions = new TreeSet<>();
    fixture.connection.setAutoCommit(false);
    try (PreparedStatement insert = fixture.connection.prepareStatement(insertSql(shape))) {
      for (int n = 0; n < ROWS; n++) {
        String xml = n % 100 == 3 ? "<nothing n=\"" + n + "\"/>" : xml(n);
        insert.setString(1, shape.key(n));
        insert.setString(2, xml);
        insert.addBatch();
        versions.add(shape.version(n, xml));
      }
      insert.executeBatch();
    }
    fixture.connection.commit();
    fixture.connection.setAutoCommit(true);
    return versions;
  }

  private static String xml(long n) {
    return n % 10 == 0 ? Xmls.longSummary(n) : Xmls.summary(n);
  }

  private static String insertSql(Shape shape) {
    return "INSERT INTO documents (id, xml) VALUES ("
        + shape.keySql.formatted("?")
        + ", "
        + shape.xmlSql.formatted("?")
        + ")";
  }

  /** Inserts, updates and deletes; returns the versions of rows it has committed. */
  private Set<String> write(Shape shape) {
    Random random = new Random(7);
    Set<String> written = new TreeSet<>();
    String byKey = " WHERE id = " + shape.keySql.formatted("?");
    try (Connection connection = fixture.connect();
        PreparedStatement insert = connection.prepareStatement(insertSql(shape));
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE documents SET xml = " + shape.xmlSql.formatted("?") + byKey);
        PreparedStatement touch =
            connection.prepareStatement("UPDATE documents SET other = other + 1" + byKey);
        PreparedStatement delete = connection.prepareStatement("DELETE FROM documents" + byKey)) {
      for (int i = 0; i < CHANGES; i++) {
        long n = (long) ROWS + i;
        insert.setString(1, shape.key(n));
        insert.setString(2, xml(n));
        insert.execute();
        written.add(shape.version(n, xml(n)));

        long changed = random.nextInt(ROWS);
        String xml = xml(100_000L + i);
        update.setString(1, xml);
        update.setString(2, shape.key(changed));
        if (update.executeUpdate() == 1) {
          written.add(shape.version(changed, xml));
        }
        touch.setString(1, shape.key(random.nextInt(ROWS)));
        touch.execute();
        delete.setString(1, shape.key(random.nextInt(ROWS)));
        delete.execute();
      }
      return written;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> current(Shape shape) throws SQLException {
    String bytes =
        switch (shape.xmlType) {
          case "bytea" -> "xml";
          case "xml" -> "convert_to(xml_out(xml)::text, 'UTF8')";
          default -> "convert_to(xml, 'UTF8')";
        };
    Set<String> versions = new TreeSet<>();
    try (Statement statement = fixture.connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id::text, " + bytes + " FROM documents")) {
      while (row.next()) {
        versions.add(row.getString(1) + '/' + Digest.of(row.getBytes(2)));
      }
    }
    return versions;
  }

  private static void verifyOrder(List<LogEntry> partition) {
    assertThat(partition.get(0))
        .isInstanceOfSatisfying(
            Mark.class, mark -> assertThat(mark.kind()).isEqualTo(Mark.Kind.SNAPSHOT_STARTED));
    boolean finished = false;
    long heartbeatMs = Long.MIN_VALUE;
    for (LogEntry entry : partition.subList(1, partition.size())) {
      if (entry instanceof Capture capture && capture.position() == 0) {
        assertThat(finished).as("snapshot before its end").isFalse();
      } else if (entry instanceof Mark mark && mark.kind() == Mark.Kind.HEARTBEAT) {
        assertThat(mark.timeMs()).isGreaterThan(heartbeatMs);
        heartbeatMs = mark.timeMs();
      } else if (entry instanceof Mark mark) {
        assertThat(mark.kind()).isEqualTo(Mark.Kind.SNAPSHOT_FINISHED);
        assertThat(finished).as("finished once").isFalse();
        assertThat(mark.partitions()).isEqualTo(3);
        finished = true;
      }
    }
    assertThat(finished).isTrue();
    assertThat(heartbeatMs).isGreaterThan(Long.MIN_VALUE);
  }

  private void verifyRejections() {
    assertThat(fixture.rejections())
        .isNotEmpty()
        .allSatisfy(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(RejectReason.NOT_FISCAL);
              assertThat(rejection.origin())
                  .startsWith(fixture.source + "/public.documents/")
                  .doesNotContain("<");
              assertThat(rejection.detail()).doesNotContain("nothing n=");
            });
  }
}
