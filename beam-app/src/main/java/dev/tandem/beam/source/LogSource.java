package dev.tandem.beam.source;

import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.worker.WorkerSettings;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Where the captures log is.
 *
 * @param kafka settings of Kafka's clients, {@code bootstrap.servers} among them, that travel with
 *     the pipeline
 * @param partitions of the captures log: fixed for ever (contract, section 1)
 * @param arrivalSlackMs how far back an arrival may be dated when it is delivered
 */
public record LogSource(
    Map<String, String> kafka, RegistryFormats registry, int partitions, long arrivalSlackMs)
    implements Serializable {
  public LogSource {
    kafka = new TreeMap<>(kafka);
  }

  /** Settings of a client of this process. */
  public Map<String, Object> clientConfig() {
    return WorkerSettings.kafkaClient(kafka);
  }

  /** Reads what is committed, from the beginning, and leaves no trace in the cluster. */
  Map<String, Object> consumerConfig() {
    Map<String, Object> config = new TreeMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }
}
