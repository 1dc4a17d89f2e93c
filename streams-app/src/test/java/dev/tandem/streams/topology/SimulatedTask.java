package dev.tandem.streams.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A processor with its stores and its partition of a topic, under the promise of exactly-once: a
 * commit makes position, stores and output count together, and what a killed task had not committed
 * never happened.
 */
final class SimulatedTask {
  /** Takes what a commit lets out; the child is empty where the processor has only one. */
  interface Output {
    void take(String child, Record<byte[], byte[]> record);
  }

  private static final Properties CONFIG = config();

  private final TaskId id;
  private final String topic;
  private final List<Record<byte[], byte[]>> input;
  private final Supplier<Processor<byte[], byte[], byte[], byte[]>> processors;
  private final SimulatedCommit beforeCommit;
  private final List<Supplier<StoreBuilder<? extends KeyValueStore<?, ?>>>> stores;
  private final Output output;
  private final MockProcessorContext<byte[], byte[]> context;

  private Processor<byte[], byte[], byte[], byte[]> processor;
  private final Map<String, KeyValueStore<Object, Object>> state = new HashMap<>();
  private int earlierPunctuators;
  private int position;

  private final Map<String, List<KeyValue<Object, Object>>> committedState = new HashMap<>();
  private int committedPosition;

  SimulatedTask(
      TaskId id,
      String topic,
      List<Record<byte[], byte[]>> input,
      Supplier<Processor<byte[], byte[], byte[], byte[]>> processors,
      SimulatedCommit beforeCommit,
      List<Supplier<StoreBuilder<? extends KeyValueStore<?, ?>>>> stores,
      Output output) {
    this.id = id;
    this.topic = topic;
    this.input = input;
    this.processors = processors;
    this.beforeCommit = beforeCommit;
    this.stores = List.copyOf(stores);
    this.output = output;
    this.context = new MockProcessorContext<>(CONFIG, id, null);
    start();
  }

  private static Properties config() {
    Properties config = new Properties();
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    return config;
  }

  /** Begins anew from what was committed, as a task does wherever it is moved to. */
  private void start() {
    position = committedPosition;
    context.resetForwards();
    earlierPunctuators = context.scheduledPunctuators().size();
    state.clear();
    for (Supplier<StoreBuilder<? extends KeyValueStore<?, ?>>> builder : stores) {
      KeyValueStore<Object, Object> store = store(builder.get());
      context.addStateStore(store);
      store.init(context.getStateStoreContext(), store);
      committedState
          .getOrDefault(store.name(), List.of())
          .forEach(entry -> store.put(entry.key, entry.value));
      state.put(store.name(), store);
    }
    context.addStateStore(beforeCommit);
    processor = processors.get();
    processor.init(context);
  }

  @SuppressWarnings("unchecked")
  private static KeyValueStore<Object, Object> store(
      StoreBuilder<? extends KeyValueStore<?, ?>> builder) {
    return (KeyValueStore<Object, Object>)
        builder.withLoggingDisabled().withCachingDisabled().build();
  }

  StreamsMetrics metrics() {
    return context.metrics();
  }

  KeyValueStore<Object, Object> store(String name) {
    return state.get(name);
  }

  boolean hasInput() {
    return position < input.size();
  }

  boolean isCommitted() {
    return position == committedPosition && context.forwarded().isEmpty();
  }

  void process() {
    context.setRecordMetadata(topic, id.partition(), position);
    processor.process(input.get(position++));
  }

  void punctuate(long nowMs) {
    context.scheduledPunctuators().stream()
        .skip(earlierPunctuators)
        .forEach(p -> p.getPunctuator().punctuate(nowMs));
  }

  void commit() {
    beforeCommit.drain();
    committedPosition = position;
    state.forEach((name, store) -> committedState.put(name, entries(store)));
    context.forwarded().forEach(f -> output.take(f.childName().orElse(""), plain(f.record())));
    context.resetForwards();
  }

  private static Record<byte[], byte[]> plain(Record<? extends byte[], ? extends byte[]> record) {
    return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
  }

  private static List<KeyValue<Object, Object>> entries(KeyValueStore<Object, Object> store) {
    List<KeyValue<Object, Object>> entries = new ArrayList<>();
    try (KeyValueIterator<Object, Object> all = store.all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  /** Closed in good order, and opened again. */
  void restart() {
    commit();
    processor.close();
    start();
  }

  /** Killed, and opened again. */
  void kill() {
    start();
  }
}
