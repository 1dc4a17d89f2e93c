package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.source.LogSource;
import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.ProgressFormat.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes back what an earlier run said of its progress, where another one begins anew. */
final class ProgressReset {
  private ProgressReset() {}

  static void write(LogSource source) throws InterruptedException {
    ProgressFormat format = source.registry().progressFormat();
    String topic = source.registry().topics().progress();
    Map<String, Object> config = source.clientConfig();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (int p = ProgressFormat.ALL_PARTITIONS; p < source.partitions(); p++) {
        Progress none = new Progress(HistoryPipeline.ENGINE, p, 0, ArrivalWatermark.UNDEFINED);
        sent.add(producer.send(new ProducerRecord<>(topic, format.key(none), format.write(none))));
      }
      for (Future<?> record : sent) {
        record.get();
      }
    } catch (ExecutionException e) {
      throw new UserError("topic " + topic + " cannot be written: " + e.getCause().getMessage(), e);
    }
  }
}
