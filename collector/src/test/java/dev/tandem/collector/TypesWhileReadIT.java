package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read of the table is read by the types it has then, not those at the start. */
class TypesWhileReadIT {
  @Test
  void shouldReadRangesAndMovedRowsByTheTypesOfTheirMoment() throws Exception {
    try (PlannedSource source = new PlannedSource()) {
      Fixture fixture = source.fixture;
      for (int id : new int[] {350, 351}) {
        fixture.sql("UPDATE documents SET xml = '" + Xmls.longSummary(id) + "' WHERE id = " + id);
      }
      source.plan();
      source.claim(1, 2, 3);
      Fixture.Running owner = source.start("--snapshot=ranges", "--readers=1");
      source.awaitUnfinished(owner, 1, 2, 3);
      Fixture.Running standby = source.start("--snapshot=ranges", "--readers=1");
      source.awaitReaders(2, owner, standby);
      // No UTF-8 any more, and bytes that declare what they are.
      fixture.sql(
          "ALTER TABLE documents ALTER COLUMN xml TYPE bytea"
              + " USING convert_to(replace(xml, 'UTF-8', 'ISO-8859-1'), 'LATIN1')",
          "UPDATE documents SET id = -350 WHERE id = 350");
      source.release();
      fixture.awaitDelivery(owner);
      assertThat(owner.stop()).isZero();
      fixture.sql("UPDATE documents SET id = -351 WHERE id = 351");
      fixture.awaitDelivery(standby);
      assertThat(standby.stop()).isZero();

      assertThat(fixture.rejections()).isEmpty();
      Set<String> wanted = PlannedSource.keys(0, PlannedSource.RANGES);
      // It went to a range that was read before, and so comes by the stream alone.
      wanted.remove("350");
      assertThat(fixture.snapshotCaptures().keySet()).containsExactlyInAnyOrderElementsOf(wanted);
      assertThat(fixture.captures())
          .extracting(capture -> capture.row().key().text())
          .contains("-350", "-351");
    }
  }
}
