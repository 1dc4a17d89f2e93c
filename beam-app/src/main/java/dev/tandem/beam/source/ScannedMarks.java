package dev.tandem.beam.source;

import dev.tandem.beam.worker.KafkaClients;
import dev.tandem.domain.Mark;
import dev.tandem.wire.LogFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the marks of a partition again, from its beginning: a mark says only what one source does,
 * and one that began its snapshot long ago says nothing until it has finished. What was read is
 * kept, so that the next resume goes on from there.
 */
final class ScannedMarks implements PartitionMarks {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> consumerConfig;
  private final LogFormat log;
  private final ArrivalTimestampPolicy.MarksOf of;
  private final Map<TopicPartition, Scanned> scanned = new HashMap<>();

  private record Scanned(long offset, MarkState state) {}

  ScannedMarks(
      Map<String, Object> consumerConfig, LogFormat log, ArrivalTimestampPolicy.MarksOf of) {
    this.consumerConfig = consumerConfig;
    this.log = log;
    this.of = of;
  }

  @Override
  public synchronized MarkState before(TopicPartition partition, long offset) {
    Optional<Scanned> known =
        Optional.ofNullable(scanned.get(partition)).filter(s -> s.offset() <= offset);
    Scanned found = scan(partition, offset, known);
    scanned.put(partition, found);
    return found.state();
  }

  private Scanned scan(TopicPartition partition, long end, Optional<Scanned> known) {
    Map<String, Object> config = new HashMap<>(consumerConfig);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    MarkState state = known.map(Scanned::state).orElse(MarkState.NONE);
    try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(config)) {
      consumer.assign(List.of(partition));
      if (known.isPresent()) {
        consumer.seek(partition, known.get().offset());
      } else {
        consumer.seekToBeginning(List.of(partition));
      }
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() >= end) {
            break;
          }
          Optional<Mark> mark = ArrivalTimestampPolicy.mark(log, record.key(), record.value());
          if (mark.isPresent() && mark.get().partitions() == of.partitions()) {
            state = state.after(mark.get(), record.timestamp(), of.slackMs());
          }
        }
      }
    }
    return new Scanned(end, state);
  }
}
