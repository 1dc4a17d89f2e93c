package dev.tandem.streams.topology;

import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The live side:
 *
 * <pre>
 * captures -> ledger-step -> contributions -> (repartition by metric and dimensions) -> tally -> live-counts
 *                  |
 *                  +-> captures-expired, captures-rejected, quality-counts, progress
 * </pre>
 *
 * The DSL's windows cannot keep the contract: they drop by a clock that depends on interleaving and
 * that a restart forgets (KAFKA-20099). Both steps sum in memory what happens between two commits,
 * and drain it right before the commit ({@link BeforeCommit}): contributions before the
 * repartition, tallies before store and topic. No store that is written then may have a record
 * cache: the cache may have been flushed before.
 */
public final class LiveTopology {
  private LiveTopology() {}

  /**
   * Builds it.
   *
   * @param listener is told of every change of a tally
   */
  public static Topology build(
      LiveSettings settings, LiveFormats formats, TallyListener listener, Properties config) {
    return build(settings, formats, listener, new ActiveTasks(), config);
  }

  /**
   * Builds it.
   *
   * @param listener is told of every change of a tally
   * @param active knows the tasks that run
   */
  public static Topology build(
      LiveSettings settings,
      LiveFormats formats,
      TallyListener listener,
      ActiveTasks active,
      Properties config) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(ledgerStore());
    builder.addStateStore(longStore(Names.METRICS));
    builder.addStateStore(longStore(Names.POSITION));
    builder.addStateStore(watermarkStore());
    builder.addStateStore(longStore(Names.QUALITY));
    builder.addStateStore(tallyStore());
    builder.addStateStore(partitionStore(Names.TOLD));
    builder.addStateStore(partitionStore(Names.TALLY_WATERMARKS));
    builder.addStateStore(CommitHook.builder(Names.LEDGER_COMMIT));
    builder.addStateStore(CommitHook.builder(Names.TALLY_COMMIT));
    Latest.addTo(builder, Names.ALL_PROGRESS, settings.topics().progress());
    Latest.addTo(builder, Names.ALL_QUALITY, settings.topics().quality());

    KStream<byte[], byte[]> captures =
        builder.stream(
            settings.topics().captures(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("captures"));
    captures
        .process(
            () -> active.watch(Names.LEDGER, new LedgerProcessor(settings, formats)),
            Named.as(Names.LEDGER_NODE),
            Names.LEDGER,
            Names.METRICS,
            Names.POSITION,
            Names.WATERMARKS,
            Names.TOLD,
            Names.QUALITY,
            Names.LEDGER_COMMIT)
        .mapValues(value -> value, Named.as(Names.CONTRIBUTIONS_NODE))
        .repartition(
            Repartitioned.<byte[], byte[]>as(Names.CONTRIBUTIONS_NODE)
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Serdes.ByteArray())
                .withNumberOfPartitions(settings.partitions())
                .withStreamPartitioner(new ToAllPartitions()))
        .process(
            () ->
                active.watch(
                    Names.TALLIES, new TallyProcessor(settings, formats.counts(), listener)),
            Named.as(Names.TALLY_NODE),
            Names.TALLIES,
            Names.TALLY_WATERMARKS,
            Names.TALLY_COMMIT)
        .to(
            settings.topics().liveCounts(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("live-counts"));

    Serializer<byte[]> bytes = Serdes.ByteArray().serializer();
    return builder
        .build(config)
        .addSink(Names.EXPIRED_SINK, settings.topics().expired(), bytes, bytes, Names.LEDGER_NODE)
        .addSink(Names.REJECTED_SINK, settings.topics().rejected(), bytes, bytes, Names.LEDGER_NODE)
        .addSink(Names.PROGRESS_SINK, settings.topics().progress(), bytes, bytes, Names.LEDGER_NODE)
        .addSink(Names.QUALITY_SINK, settings.topics().quality(), bytes, bytes, Names.LEDGER_NODE);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> ledgerStore() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(Names.LEDGER), Serdes.ByteArray(), Serdes.ByteArray());
  }

  private static StoreBuilder<KeyValueStore<String, Long>> longStore(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.Long());
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> watermarkStore() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(Names.WATERMARKS), Serdes.String(), Serdes.ByteArray());
  }

  private static StoreBuilder<KeyValueStore<Integer, byte[]>> partitionStore(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(name), Serdes.Integer(), Serdes.ByteArray());
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> tallyStore() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(Names.TALLIES), Serdes.Bytes(), Serdes.ByteArray());
  }
}
