package dev.tandem.streams.topology;

import dev.tandem.spec.Spec;
import dev.tandem.wire.CountFormat.Count;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The live side's tasks without Kafka: a ledger task and a tally task for each partition, and the
 * repartition topic between them. It does in one thread, and by a seed, what a cluster does by
 * chance: any task may be next, commit, be restarted or be killed.
 */
final class SimulatedTasks {
  private static final long NOW_MS = 1_800_000_000_000L;

  private LiveSettings settings;
  private final LiveFormats formats;
  private final LiveAnswer answer;
  private final List<List<Record<byte[], byte[]>>> log = new ArrayList<>();
  private final List<List<Record<byte[], byte[]>>> repartition = new ArrayList<>();
  private final List<SimulatedTask> ledgers = new ArrayList<>();
  private final List<SimulatedTask> tallies = new ArrayList<>();
  private final List<Record<byte[], byte[]>> notices = new ArrayList<>();
  private final List<Count> heard = new ArrayList<>();
  private boolean commitsEach;
  private final TallyListener listener =
      (key, tally, revised) -> heard.add(new Count(key, tally, revised));

  SimulatedTasks(LiveSettings settings, LiveFormats formats) {
    this.settings = settings;
    this.formats = formats;
    this.answer = new LiveAnswer(formats, settings.topics());
    for (int p = 0; p < settings.partitions(); p++) {
      log.add(new ArrayList<>());
      repartition.add(new ArrayList<>());
      ledgers.add(ledgerTask(p));
      tallies.add(tallyTask(p));
    }
  }

  private SimulatedTask ledgerTask(int partition) {
    return new SimulatedTask(
        new TaskId(0, partition),
        settings.topics().captures(),
        log.get(partition),
        () -> new LedgerProcessor(settings, formats),
        new SimulatedCommit(Names.LEDGER_COMMIT),
        List.of(
            () -> store(Names.LEDGER, Serdes.ByteArray(), Serdes.ByteArray()),
            () -> store(Names.METRICS, Serdes.String(), Serdes.Long()),
            () -> store(Names.POSITION, Serdes.String(), Serdes.Long()),
            () -> store(Names.WATERMARKS, Serdes.String(), Serdes.ByteArray()),
            () -> store(Names.TOLD, Serdes.Integer(), Serdes.ByteArray()),
            () -> store(Names.QUALITY, Serdes.String(), Serdes.Long())),
        this::takeFromLedger);
  }

  private SimulatedTask tallyTask(int partition) {
    return new SimulatedTask(
        new TaskId(1, partition),
        "repartition",
        repartition.get(partition),
        () -> new TallyProcessor(settings, formats.counts(), listener),
        new SimulatedCommit(Names.TALLY_COMMIT),
        List.of(
            () -> store(Names.TALLIES, Serdes.Bytes(), Serdes.ByteArray()),
            () -> store(Names.TALLY_WATERMARKS, Serdes.Integer(), Serdes.ByteArray())),
        (child, record) ->
            answer.take(settings.topics().liveCounts(), record.key(), record.value()));
  }

  private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
      String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values);
  }

  private void takeFromLedger(String child, Record<byte[], byte[]> record) {
    Topics topics = settings.topics();
    switch (child) {
      case Names.CONTRIBUTIONS_NODE ->
          new ToAllPartitions()
              .partitions("repartition", record.key(), record.value(), settings.partitions())
              .orElseGet(() -> Set.of(LogRecords.partitionOf(record.key(), settings.partitions())))
              .forEach(p -> repartition.get(p).add(record));
      case Names.EXPIRED_SINK -> {
        notices.add(record);
        answer.take(topics.expired(), record.key(), record.value());
      }
      case Names.REJECTED_SINK -> answer.take(topics.rejected(), record.key(), record.value());
      case Names.PROGRESS_SINK -> answer.take(topics.progress(), record.key(), record.value());
      case Names.QUALITY_SINK -> answer.take(topics.quality(), record.key(), record.value());
      default -> throw new IllegalArgumentException("no child of the ledger: " + child);
    }
  }

  /** Appends to the partition that the key belongs to. */
  void append(Record<byte[], byte[]> record) {
    append(LogRecords.partitionOf(record.key(), settings.partitions()), record);
  }

  void append(int partition, Record<byte[], byte[]> record) {
    log.get(partition).add(record);
  }

  /** Where the next record of a partition will stand. */
  int nextOffset(int partition) {
    return log.get(partition).size();
  }

  /** What the listener was told. */
  List<Count> heard() {
    return heard;
  }

  /** What the ledger tasks have sent to {@code captures-expired}. */
  List<Record<byte[], byte[]>> notices() {
    return notices;
  }

  /** The metrics of Kafka Streams, of a ledger task and of a tally task. */
  List<StreamsMetrics> metrics() {
    return all().map(SimulatedTask::metrics).toList();
  }

  /** A store of a ledger task, as it is now. */
  KeyValueStore<Object, Object> ledgerStore(int partition, String name) {
    return ledgers.get(partition).store(name);
  }

  /** A store of a tally task, as it is now. */
  KeyValueStore<Object, Object> tallyStore(int partition, String name) {
    return tallies.get(partition).store(name);
  }

  /** What the ledger tasks have sent to the tally tasks, by partition. */
  List<List<Record<byte[], byte[]>>> contributions() {
    return repartition;
  }

  /** Does this many things by chance. */
  void run(Random chance, int steps) {
    for (int i = 0; i < steps; i++) {
      List<SimulatedTask> kind = chance.nextBoolean() ? ledgers : tallies;
      SimulatedTask task = kind.get(chance.nextInt(kind.size()));
      switch (chance.nextInt(20)) {
        case 0 -> task.restart();
        case 1 -> task.kill();
        case 2 -> task.punctuate(NOW_MS);
        case 3, 4, 5 -> task.commit();
        default -> {
          if (task.hasInput()) {
            process(task);
          }
        }
      }
    }
  }

  /** From now on every task commits after every record: nothing is summed. */
  void commitEach() {
    commitsEach = true;
  }

  private void process(SimulatedTask task) {
    task.process();
    if (commitsEach) {
      task.commit();
    }
  }

  /** Restarts everything with another spec, losing nothing. */
  void restart(Spec spec) {
    settings = new LiveSettings(spec, settings.topics(), settings.partitions());
    restart();
  }

  /** Restarts everything, losing nothing. */
  void restart() {
    all().forEach(SimulatedTask::restart);
  }

  /** Works until no record is left, and says nothing of progress or quality. */
  void processAll() {
    while (all().anyMatch(task -> task.hasInput() || !task.isCommitted())) {
      all()
          .forEach(
              task -> {
                while (task.hasInput()) {
                  process(task);
                }
                task.commit();
              });
    }
  }

  /** Works until nothing is left to do, and gives what the topics say then. */
  LiveAnswer finish() {
    processAll();
    all().forEach(task -> task.punctuate(NOW_MS));
    all().forEach(SimulatedTask::commit);
    processAll();
    return answer;
  }

  private Stream<SimulatedTask> all() {
    return Stream.concat(ledgers.stream(), tallies.stream());
  }
}
