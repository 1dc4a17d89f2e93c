package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Mark;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A large table whose application goes on updating what is not captured. */
class ManyRowsIT {
  private static final int ROWS = 300_000;
  private static final int ROWS_PER_UPDATE = 1_000;
  private static final int UPDATES = 60;

  /** Every tenth XML is long enough to be kept out of line, where an update leaves it alone. */
  private static final String INSERT =
      """
      INSERT INTO documents (id, xml)
      SELECT n, CASE WHEN n %% 10 = 0 THEN replace(x, '</resNFe>', long) ELSE x END
        FROM (SELECT n, replace('%s', lpad('', 22, '0'), lpad(n::text, 22, '0')) AS x,
                     '<x>' || repeat('x', 2100) || '</x></resNFe>' AS long
                FROM generate_series(1, %d) n) AS made\
      """;

  @Test
  void shouldCaptureEachXmlOnceHoweverOftenItsRowIsUpdated() throws Exception {
    try (Fixture fixture = new Fixture()) {
      fixture.sql(
          "CREATE TABLE documents (id int PRIMARY KEY, other int DEFAULT 0, xml text)",
          "ALTER TABLE documents ALTER COLUMN xml SET STORAGE EXTERNAL",
          INSERT.formatted(Xmls.summary(0), ROWS));
      Fixture.Running running =
          fixture.start(
              "--table=public.documents",
              "--xml-column=xml",
              "--readers=2",
              "--snapshot=ranges",
              "--until-caught-up");
      fixture.awaitSlot(running);
      try (Connection application = fixture.connect();
          PreparedStatement update =
              application.prepareStatement(
                  "UPDATE documents SET other = other + 1 WHERE id BETWEEN ? AND ?")) {
        for (int i = 0; i < UPDATES && !running.code.isDone(); i++) {
          int from = Math.floorMod(i * 104_729, ROWS - ROWS_PER_UPDATE);
          update.setInt(1, from);
          update.setInt(2, from + ROWS_PER_UPDATE - 1);
          update.execute();
        }
      }
      assertThat(running.await()).as(running.errors.toString()).isZero();

      Map<String, Long> snapshots = new HashMap<>();
      Set<String> versions = new HashSet<>();
      List<Capture> captures = fixture.captures();
      for (Capture capture : captures) {
        String key = capture.row().key().text();
        versions.add(key + '/' + capture.digest());
        if (capture.position() == 0) {
          snapshots.merge(key, 1L, Long::sum);
        } else {
          assertThat(Integer.parseInt(key) % 10).as("an XML that did not travel").isNotZero();
        }
      }
      assertThat(fixture.rejections()).isEmpty();
      assertThat(snapshots).hasSize(ROWS);
      assertThat(snapshots.values()).containsOnly(1L);
      assertThat(versions).isEqualTo(versions(fixture));
      assertThat(fixture.snapshotMarks())
          .containsExactly(Mark.Kind.SNAPSHOT_STARTED, Mark.Kind.SNAPSHOT_FINISHED);
    }
  }

  private static Set<String> versions(Fixture fixture) throws Exception {
    Set<String> versions = new HashSet<>();
    try (Statement statement = fixture.connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id, xml FROM documents")) {
      while (row.next()) {
        versions.add(
            row.getString(1) + '/' + Digest.of(row.getString(2).getBytes(StandardCharsets.UTF_8)));
      }
    }
    return versions;
  }
}
