package dev.tandem.beam.source;

import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.wire.LogFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/** Makes a policy for each partition; those of one worker share what was read of the marks. */
final class ArrivalTimestampPolicyFactory implements TimestampPolicyFactory<byte[], byte[]> {
  private static final long serialVersionUID = 1L;

  static {
    // Wherever a source of ours is, this class is there before a position is read.
    KafkaPositions.trust();
  }

  private final Map<String, Object> consumerConfig;
  private final RegistryFormats registry;
  private final ArrivalTimestampPolicy.MarksOf of;
  private transient LogFormat log;
  private transient PartitionMarks marks;

  ArrivalTimestampPolicyFactory(
      Map<String, Object> consumerConfig,
      RegistryFormats registry,
      ArrivalTimestampPolicy.MarksOf of) {
    this.consumerConfig = Map.copyOf(consumerConfig);
    this.registry = registry;
    this.of = of;
  }

  @Override
  public TimestampPolicy<byte[], byte[]> createTimestampPolicy(
      TopicPartition partition, Optional<Instant> previous) {
    connect();
    return new ArrivalTimestampPolicy(partition, marks, log, of, previous);
  }

  private synchronized void connect() {
    if (log == null) {
      log = registry.logFormat();
      marks = new ScannedMarks(consumerConfig, log, of);
    }
  }
}
