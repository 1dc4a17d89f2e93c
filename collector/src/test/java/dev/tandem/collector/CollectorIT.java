package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Mark;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorIT {
  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  @Test
  void shouldCaptureSnapshotThenChanges() throws Exception {
    fixture.sql(
        "CREATE TABLE documents (id bigint PRIMARY KEY, xml text, arrived timestamptz)",
        "INSERT INTO documents SELECT n, format('"
            + Xmls.summary("%s")
            + "', lpad(n::text, 22, '0')), '2026-01-02 03:04:05.678999Z' FROM"
            + " generate_series(1, 3000) n");
    Fixture.Running running =
        fixture.start(
            "--table=public.documents",
            "--xml-column=xml",
            "--arrival-column=arrived",
            "--partitions=3");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                running.code.isDone()
                    || fixture.marks(0).stream()
                        .anyMatch(mark -> mark.kind() == Mark.Kind.HEARTBEAT));
    assertThat(running.errors.toString()).isEmpty();
    assertThat(fixture.captures()).hasSize(3000);
    fixture.sql("INSERT INTO documents VALUES (3001, '" + Xmls.summary(3001) + "', 'infinity')");
    await().atMost(Duration.ofSeconds(30)).until(() -> fixture.captures().size() == 3001);
    assertThat(running.stop()).isZero();
  }
}
