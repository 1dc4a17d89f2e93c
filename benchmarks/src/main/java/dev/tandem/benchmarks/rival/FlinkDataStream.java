package dev.tandem.benchmarks.rival;

import dev.tandem.spec.Spec;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig.ExternalizedCheckpointCleanup;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code beam-app}'s rival: {@link FlinkJob} on a Flink cluster in this process, with what {@code
 * beam-app run} gives its own: parallelism, RocksDB with as much memory, an incremental checkpoint
 * every ten seconds from which a later start goes on as another run, upserts at least once with a
 * version, no retries of Flink's.
 *
 * <p>What its user does not get: the quality of captures, what expired, rejected captures (the
 * program ends at the first), windows that are ever forgotten, panes by the spec's triggers, sinks
 * beside Kafka, progress and watermarks, a check that state belongs to the log and spec, a
 * backfill, another runner.
 *
 * <p>The topic {@code history-counts} must be there, as the log must.
 *
 * <pre>java -cp 'rival-lib/*:beam-app/target/lib/*' \
 *   dev.tandem.benchmarks.rival.FlinkDataStream --bootstrap-servers HOST:PORT --registry URL \
 *   --state-dir DIR [--spec FILE] [--topic-prefix PREFIX] [--parallelism N]</pre>
 */
@Command(
    name = "flink-datastream",
    description = "Counts the captures log with Flink's DataStream API until stopped.",
    mixinStandardHelpOptions = true)
public final class FlinkDataStream implements Callable<Integer> {
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);
  private static final String ROCKSDB_MEMORY = "256m";

  @Mixin private RivalOptions options;

  public static void main(String[] args) {
    System.exit(new CommandLine(new FlinkDataStream()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Topics topics = options.topics();
    Spec spec = options.spec();
    FlinkSettings settings =
        new FlinkSettings(
            spec.counted(),
            spec.maxFutureMs(),
            options.registry(),
            topics.prefix(),
            System.currentTimeMillis());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(options.threads(), configuration());
    FlinkJob.answers(
            environment.fromSource(source(), WatermarkStrategy.noWatermarks(), "captures"),
            settings)
        .sinkTo(sink(settings))
        .name("history-counts")
        .uid("history-counts");
    environment.execute("flink-datastream");
    return 0;
  }

  private KafkaSource<Tuple2<String, byte[]>> source() {
    return KafkaSource.<Tuple2<String, byte[]>>builder()
        .setBootstrapServers(options.bootstrapServers())
        .setTopics(options.topics().captures())
        .setGroupId(options.topics().prefix() + "flink-datastream")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new KeyedRecords())
        .build();
  }

  private KafkaSink<CountAnswer> sink(FlinkSettings settings) {
    return KafkaSink.<CountAnswer>builder()
        .setBootstrapServers(options.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .setProperty(ProducerConfig.ACKS_CONFIG, "all")
        .setRecordSerializer(new HistoryUpserts(settings))
        .build();
  }

  private Configuration configuration() throws IOException {
    Path checkpoints = Files.createDirectories(options.stateDirectory().resolve("checkpoints"));
    Path work = Files.createDirectories(options.stateDirectory().resolve("work"));
    Configuration flink = new Configuration();
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    flink.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    flink.set(ExecutionCheckpointingOptions.CHECKPOINTING_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(
        ExecutionCheckpointingOptions.EXTERNALIZED_CHECKPOINT,
        ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse(ROCKSDB_MEMORY));
    flink.set(CoreOptions.TMP_DIRS, work.toString());
    // Else its blob server listens on every interface.
    flink.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    flink.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    // What goes on from a checkpoint must be another run: its answers outrank those said after it.
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    Optional<Path> newest = NewestCheckpoint.in(checkpoints);
    newest.ifPresent(
        checkpoint ->
            flink.set(SavepointConfigOptions.SAVEPOINT_PATH, checkpoint.toUri().toString()));
    return flink;
  }
}
