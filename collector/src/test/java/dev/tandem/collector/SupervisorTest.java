package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.collector.table.TableException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One source that fails ends alone. */
class SupervisorTest {
  private final StopSignal stop = new StopSignal();
  private final Map<CollectorSettings, Progress> sources = new LinkedHashMap<>();

  private Progress source(String name) {
    Progress progress = new Progress(name, Clock.systemUTC(), (line, status) -> {});
    sources.put(TestSettings.source(name), progress);
    return progress;
  }

  @Test
  void shouldLetTheOthersGoOn() {
    Progress north = source("north");
    Progress south = source("south");
    CountDownLatch failed = new CountDownLatch(1);
    Supervisor supervisor =
        new Supervisor(
            sources,
            stop,
            (settings, progress, end) -> {
              if (settings.source().equals("north")) {
                failed.countDown();
                throw new TableException("the table is gone: bring it back");
              }
              failed.await();
              // Goes on until it is told.
              new Thread(stop::give).start();
              end.await();
            });
    assertThatThrownBy(supervisor::run)
        .isInstanceOf(SourcesFailedException.class)
        .hasMessage("1 of 2 sources failed: north: the table is gone: bring it back");
    assertThat(north.status().phase()).isEqualTo(SourceStatus.Phase.FAILED);
    assertThat(north.status().failure()).contains("the table is gone: bring it back");
    assertThat(south.status().phase()).isEqualTo(SourceStatus.Phase.STOPPED);
  }

  @Test
  void shouldPassOnTheFailureOfTheOnlySource() {
    source("north");
    TableException failure = new TableException("gone");
    Supervisor supervisor =
        new Supervisor(
            sources,
            stop,
            (settings, progress, end) -> {
              throw failure;
            });
    assertThatThrownBy(supervisor::run).isSameAs(failure);
  }

  @Test
  void shouldEndWhenAllHaveEnded() throws Exception {
    source("north");
    source("south");
    new Supervisor(sources, stop, (settings, progress, end) -> {}).run();
    assertThat(stop.isGiven()).isFalse();
    assertThat(sources.values())
        .allMatch(progress -> progress.status().phase() == SourceStatus.Phase.STOPPED);
  }
}
