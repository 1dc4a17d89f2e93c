package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collector that keeps to what it is told, and watches its slot. */
class GentleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
        "INSERT INTO documents SELECT i, 'no fiscal document' FROM generate_series(1, 300) i");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private static double share(Fixture.Running running, String source) {
    return Optional.ofNullable(running.progress.get(source))
        .map(progress -> progress.status().share())
        .orElse(Double.NaN);
  }

  @Test
  void shouldBackOffWhileOthersAreAtWork() throws Exception {
    Fixture.Running running;
    try (Connection busy = fixture.connect();
        Statement work = busy.createStatement()) {
      Thread worker =
          new Thread(
              () -> {
                try {
                  work.execute("SELECT pg_sleep(600)");
                } catch (SQLException e) {
                  // Cancelled below.
                }
              });
      worker.start();
      running =
          fixture.start(
              "--table=public.documents",
              "--xml-column=xml",
              "--back-off=load:0",
              "--max-rows-per-second=1000");
      await().atMost(PATIENCE).until(() -> share(running, fixture.source) < 0.5);
      work.cancel();
      worker.join();
    }
    await().atMost(PATIENCE).until(() -> share(running, fixture.source) == 1);
    fixture.awaitDelivery(running);
    assertThat(fixture.rejections()).hasSize(300);
  }

  @Test
  void shouldSeeItsSlot() throws Exception {
    Fixture.Running running = fixture.start("--table=public.documents", "--xml-column=xml");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Optional.ofNullable(running.progress.get(fixture.source))
                    .flatMap(progress -> progress.status().slot())
                    .filter(slot -> slot.walStatus().equals("reserved"))
                    .isPresent());
  }
}
