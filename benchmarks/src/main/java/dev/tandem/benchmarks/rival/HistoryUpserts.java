package dev.tandem.benchmarks.rival;

import dev.tandem.counting.CountKey;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.HistoryFormat.History;
import dev.tandem.wire.HistoryFormat.Version;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Answers as {@code beam-app} writes them: upserts with a version, zero said too. */
final class HistoryUpserts implements KafkaRecordSerializationSchema<CountAnswer> {
  private static final long serialVersionUID = 1L;
  private static final String TIMING = "unknown";

  private final FlinkSettings settings;
  private transient HistoryFormat format;

  HistoryUpserts(FlinkSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    format = new HistoryFormat(settings.schemas(), settings.topics().historyCounts());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      CountAnswer answer, KafkaSinkContext context, Long timestamp) {
    CountKey key = CountText.parse(answer.f0);
    History history =
        new History(
            key,
            TallyBytes.read(answer.f2),
            false,
            new Version(settings.runMs(), answer.f1),
            TIMING);
    return new ProducerRecord<>(
        settings.topics().historyCounts(), format.key(key), format.write(history));
  }
}
