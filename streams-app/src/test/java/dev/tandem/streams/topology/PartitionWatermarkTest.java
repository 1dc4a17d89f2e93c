package dev.tandem.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, section 6: the marks of one source too many are not taken, and reported. */
class PartitionWatermarkTest {
  private final Logger logger = (Logger) LogManager.getLogger(PartitionWatermark.class);
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
    PartitionWatermark watermark = new PartitionWatermark(store(), 0);
    for (int i = 0; i < ArrivalWatermark.MOST_SOURCES; i++) {
      assertThat(watermark.after(heartbeat("s" + i), 900)).isTrue();
    }
    assertThat(logged).isEmpty();

    assertThat(watermark.after(heartbeat("late"), 900)).isFalse();
    assertThat(watermark.after(heartbeat("later"), 900)).isFalse();
    assertThat(watermark.after(heartbeat("s7"), 900)).isTrue();

    assertThat(logged)
        .containsExactly(
            "WARN a partition's log has marks of more than 1000 sources; those of late and others"
                + " are not taken, and no window waits for them");
    assertThat(watermark.sourcesMs()).hasSize(1_000).doesNotContainKeys("late", "later");
  }

  private static Mark heartbeat(String source) {
    return new Mark(source, Mark.Kind.HEARTBEAT, 500, 1);
  }

  private static KeyValueStore<String, byte[]> store() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("watermarks"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }
}
