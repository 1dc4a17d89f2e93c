package dev.tandem.benchmarks.rival;

import dev.tandem.counting.Change;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The contract in Kafka Streams' DSL:
 *
 * <pre>
 * captures -> by access key, aggregate (ledger) -> flatMap (count, change)
 *          -> by count, aggregate (tally) -> live-counts
 * </pre>
 *
 * The DSL's own windows are not used: they drop by a clock that depends on interleaving
 * (KAFKA-20099), so a window is a part of the count's key.
 *
 * <p>Serdes are what a careful user has: the log and the answers are Avro with the registry's ids
 * as they are; a document's state is Avro; a count's key between the two aggregations is a text,
 * its tally eight longs.
 */
final class StreamsDslTopology {
  private final Topics topics;
  private final LogFormat log;
  private final CountFormat counts;
  private final DocumentStateFormat states;
  private final Ledger ledger;
  private final CountChanges changes;

  StreamsDslTopology(Spec spec, Topics topics, Schemas schemas) {
    this.topics = topics;
    this.log = new LogFormat(schemas, topics.captures());
    this.counts = new CountFormat(schemas, topics.liveCounts());
    this.states =
        new DocumentStateFormat(new LedgerFormat(schemas, topics.prefix() + "dsl-documents"));
    this.ledger = new Ledger(spec.maxFutureMs());
    this.changes = new CountChanges(spec.counted());
  }

  Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            topics.captures(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("captures"))
        .flatMapValues(this::captures, Named.as("read"))
        .groupByKey()
        .aggregate(
            () -> DocumentState.NONE,
            (accessKey, capture, state) -> state.after(capture, ledger),
            Named.as("ledger"),
            documents())
        .toStream(Named.as("changed-documents"))
        .flatMap((accessKey, state) -> additions(state.changes(accessKey)), Named.as("additions"))
        .groupByKey(Grouped.with("counts", Serdes.String(), tallySerde()))
        .aggregate(
            () -> Tally.ZERO,
            (count, addition, sum) -> sum(sum, addition),
            Named.as("tally"),
            tallies())
        .toStream(Named.as("changed-counts"))
        .map(this::answer, Named.as("answers"))
        .to(
            topics.liveCounts(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("live-counts"));
    return builder.build();
  }

  /** Marks are no captures. */
  private List<Capture> captures(byte[] value) {
    return log.read(value) instanceof Capture capture ? List.of(capture) : List.of();
  }

  private List<KeyValue<String, Tally>> additions(List<Change> changed) {
    List<KeyValue<String, Tally>> additions = new ArrayList<>();
    changes.tell(changed, (count, addition) -> additions.add(KeyValue.pair(count, addition)));
    return additions;
  }

  /** The DSL takes null for what is to be forgotten. */
  private static Tally sum(Tally sum, Tally addition) {
    Tally after = sum.plus(addition);
    return after.isZero() ? null : after;
  }

  private KeyValue<byte[], byte[]> answer(String count, Tally tally) {
    var key = CountText.parse(count);
    return KeyValue.pair(
        counts.key(key),
        tally == null ? null : counts.write(new CountFormat.Count(key, tally, false)));
  }

  /** Not cached: a cache hands on the last of several states, and what the others told is lost. */
  private Materialized<String, DocumentState, KeyValueStore<Bytes, byte[]>> documents() {
    return Materialized.<String, DocumentState, KeyValueStore<Bytes, byte[]>>as("documents")
        .withKeySerde(Serdes.String())
        .withValueSerde(serde(states::write, states::read))
        .withCachingDisabled();
  }

  private static Materialized<String, Tally, KeyValueStore<Bytes, byte[]>> tallies() {
    return Materialized.<String, Tally, KeyValueStore<Bytes, byte[]>>as("tallies")
        .withKeySerde(Serdes.String())
        .withValueSerde(tallySerde());
  }

  private static Serde<Tally> tallySerde() {
    return serde(TallyBytes::write, TallyBytes::read);
  }

  private static <T> Serde<T> serde(Function<T, byte[]> write, Function<byte[], T> read) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write.apply(value),
        (topic, bytes) -> bytes == null ? null : read.apply(bytes));
  }
}
