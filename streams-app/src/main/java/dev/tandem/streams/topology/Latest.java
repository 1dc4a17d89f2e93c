package dev.tandem.streams.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;

/**
 * A small compacted topic that every instance holds whole: the latest value of each key, as bytes.
 */
final class Latest {
  private Latest() {}

  static void addTo(StreamsBuilder builder, String store, String topic) {
    builder.globalTable(
        topic,
        Consumed.with(Serdes.Bytes(), Serdes.ByteArray()),
        Materialized.<org.apache.kafka.common.utils.Bytes, byte[]>as(
                Stores.inMemoryKeyValueStore(store))
            .withKeySerde(Serdes.Bytes())
            .withValueSerde(Serdes.ByteArray()));
  }
}
