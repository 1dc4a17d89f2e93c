package dev.tandem.beam.sink;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.progress.AnswersProgress;
import dev.tandem.beam.progress.ProgressFn;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.worker.KafkaClients;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics the history side writes. Upserts bear a version, so that writing one twice, or late,
 * does no harm: no transactions are needed.
 */
public final class HistoryTopics {
  private final LogSource log;
  private final boolean answersToo;

  /**
   * @param answersToo whether answers go to a topic; what is expired or rejected always does
   */
  public HistoryTopics(LogSource log, boolean answersToo) {
    this.log = log;
    this.answersToo = answersToo;
  }

  /**
   * Writes what a pipeline says: a stream's answers to {@code history-counts}, a backfill's, with
   * all three parts, to {@code history-backfill}.
   *
   * <p>Where answers do not go to a topic, progress tells what the sinks have been given; they may
   * write it later.
   *
   * @param run whose answers they are
   * @param read what the source has read
   */
  public void write(
      HistoryPipeline.Outputs outputs, CapturesLog.Read read, Run run, boolean backfill) {
    Topics topics = log.registry().topics();
    String counts = backfill ? topics.historyBackfill() : topics.historyCounts();
    KvCoder<byte[], byte[]> bytes = KvCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of());
    List<PCollection<?>> written = new ArrayList<>();
    if (answersToo) {
      PCollection<KV<byte[], byte[]>> upserts =
          outputs
              .answers()
              .apply("Upserts", ParDo.of(new UpsertFn(log.registry(), counts, run, backfill)))
              .setCoder(bytes);
      upserts.apply("Counts", to(counts));
      written.add(upserts);
    } else {
      written.add(outputs.answers());
    }
    if (backfill) {
      // The stream has sent, or will send, what cannot be read where it belongs.
      return;
    }
    outputs.expired().apply("Expired", to(topics.expired()));
    PCollection<KV<byte[], byte[]>> rejected =
        PCollectionList.of(read.rejected())
            .and(outputs.rejected())
            .apply("Unreadable", Flatten.pCollections());
    rejected.apply("Rejected", to(topics.rejected()));
    written.add(outputs.expired());
    written.add(rejected);
    PCollectionList.of(read.marks())
        .and(read.marks().apply("Passed", new AnswersProgress(written, log.partitions())))
        .apply("Reached", Flatten.pCollections())
        .apply("Said", ParDo.of(new ProgressFn(log.registry())))
        .setCoder(bytes)
        .apply("Progress", to(topics.progress()));
  }

  private KafkaIO.Write<byte[], byte[]> to(String topic) {
    Map<String, Object> config = new TreeMap<>(log.kafka());
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    return KafkaIO.<byte[], byte[]>write()
        .withBootstrapServers(log.kafka().get("bootstrap.servers"))
        .withTopic(topic)
        .withKeySerializer(ByteArraySerializer.class)
        .withValueSerializer(ByteArraySerializer.class)
        .withProducerConfigUpdates(config)
        .withProducerFactoryFn(new KafkaClients.Producers());
  }
}
