package dev.tandem.beam.source;

import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.pipeline.LogRecordCoder;
import dev.tandem.beam.worker.KafkaClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The captures log as the pipeline's source. */
public final class CapturesLog {
  /** So many offsets are read by one worker at a time, and again where it fails. */
  private static final long RANGE = 500_000;

  private static final TupleTagList BESIDES_CAPTURES =
      TupleTagList.of(SourceTags.REJECTED).and(SourceTags.MARKS);

  private CapturesLog() {}

  /**
   * What is read.
   *
   * @param captures by the ledger's key, without marks
   * @param rejected what stands where no capture can, by its place
   * @param marks how far each partition is read
   */
  public record Read(
      PCollection<KV<byte[], LogRecord>> captures,
      PCollection<KV<byte[], byte[]>> rejected,
      PCollection<Reached> marks) {}

  /** Reads from the beginning and goes on, with the contract's watermark. */
  public static Read stream(Pipeline pipeline, LogSource source) {
    String topic = source.registry().topics().captures();
    NullableCoder<byte[]> bytes = NullableCoder.of(ByteArrayCoder.of());
    KafkaIO.Read<byte[], byte[]> read =
        KafkaIO.<byte[], byte[]>read()
            .withBootstrapServers(source.kafka().get("bootstrap.servers"))
            .withTopicPartitions(
                IntStream.range(0, source.partitions())
                    .mapToObj(p -> new TopicPartition(topic, p))
                    .toList())
            // Marks have no key, and a poison record may have no value.
            .withKeyDeserializerAndCoder(ByteArrayDeserializer.class, bytes)
            .withValueDeserializerAndCoder(ByteArrayDeserializer.class, bytes)
            .withConsumerConfigUpdates(source.consumerConfig())
            .withConsumerFactoryFn(new KafkaClients.Consumers())
            .withReadCommitted()
            .withTimestampPolicyFactory(
                new ArrivalTimestampPolicyFactory(
                    source.consumerConfig(),
                    source.registry(),
                    new ArrivalTimestampPolicy.MarksOf(
                        source.partitions(), source.arrivalSlackMs())));
    return read(
        pipeline
            .apply("Captures", read)
            .apply(
                "Inspect",
                ParDo.of(new InspectFn(source))
                    .withOutputTags(SourceTags.CAPTURES, BESIDES_CAPTURES)));
  }

  /** Reads ranges, each to its end. */
  public static Read ranges(Pipeline pipeline, LogSource source, List<OffsetRange> ranges) {
    return read(
        pipeline
            .apply("Ranges", Create.of(ranges).withCoder(SerializableCoder.of(OffsetRange.class)))
            .apply("Spread", Reshuffle.viaRandomKey())
            .apply(
                "Captures",
                ParDo.of(new ReadRangeFn(source))
                    .withOutputTags(SourceTags.CAPTURES, BESIDES_CAPTURES)));
  }

  private static Read read(PCollectionTuple inspected) {
    return new Read(
        inspected
            .get(SourceTags.CAPTURES)
            .setCoder(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE)),
        inspected
            .get(SourceTags.REJECTED)
            .setCoder(KvCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of())),
        inspected.get(SourceTags.MARKS).setCoder(ReachedCoder.INSTANCE));
  }

  /** All that the log holds now: up to the ends that its partitions have. */
  public static List<OffsetRange> upToNow(LogSource source) {
    String topic = source.registry().topics().captures();
    List<TopicPartition> partitions =
        IntStream.range(0, source.partitions())
            .mapToObj(p -> new TopicPartition(topic, p))
            .toList();
    List<OffsetRange> ranges = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = KafkaClients.consumer(source.consumerConfig())) {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) -> {
                for (long from = begins.get(partition); from < end; from += RANGE) {
                  ranges.add(
                      new OffsetRange(partition.partition(), from, Math.min(end, from + RANGE)));
                }
              });
    }
    return ranges;
  }
}
