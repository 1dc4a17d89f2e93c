package dev.tandem.beam.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, section 6: the marks of one source too many are not taken, and reported. */
class MarkStateTest {
  private final Logger logger = (Logger) LogManager.getLogger(MarkState.class);
  private final List<String> logged = new ArrayList<>();
  private final AbstractAppender appender =
      new AbstractAppender("kept", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          logged.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
      };

  @BeforeEach
  void setUp() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void tearDown() {
    logger.removeAppender(appender);
    appender.stop();
  }

  @Test
  void shouldWarnOnceOfOneSourceMoreThanAPartitionKnows() {
    MarkState state = MarkState.NONE;
    for (int i = 0; i < ArrivalWatermark.MOST_SOURCES; i++) {
      state = state.after(heartbeat("s" + i, 500), 900, 0);
    }
    assertThat(logged).isEmpty();
    assertThat(state.refused()).isFalse();
    ArrivalWatermark full = state.watermark();

    state = state.after(heartbeat("late", 500), 900, 0).after(heartbeat("later", 500), 900, 0);

    assertThat(state.refused()).isTrue();
    assertThat(state.watermark()).isEqualTo(full);
    assertThat(logged)
        .containsExactly(
            "WARN a partition's log has marks of more than 1000 sources; those of late and others"
                + " are not taken, and no window waits for them");
    assertThat(state.after(heartbeat("s7", 600), 900, 0).watermark().sourcesMs())
        .hasSize(1_000)
        .containsEntry("s7", 600L);
  }

  private static Mark heartbeat(String source, long timeMs) {
    return new Mark(source, Mark.Kind.HEARTBEAT, timeMs, 1);
  }
}
