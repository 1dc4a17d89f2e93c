package dev.tandem.benchmarks.rival;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The log's captures as they are; marks, which have no key, are left out. */
final class KeyedRecords implements KafkaRecordDeserializationSchema<Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<String, byte[]>> out) {
    if (record.key() != null) {
      out.collect(Tuple2.of(new String(record.key(), UTF_8), record.value()));
    }
  }

  @Override
  public TypeInformation<Tuple2<String, byte[]>> getProducedType() {
    return FlinkJob.KEYED_BYTES;
  }
}
