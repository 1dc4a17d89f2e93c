package dev.tandem.benchmarks.stack;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Folders;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.localstack.server.EmbeddedRegistry;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Broker and registry for a run, in a folder. Closing stops both; what they have written stays. */
public final class Stack implements AutoCloseable {
  /** Of the captures topic. */
  public static final int PARTITIONS = 4;

  private final Path folder;
  private final BrokerProcess broker;
  private final EmbeddedRegistry registry;
  private final Path spec;

  private Stack(Path folder, BrokerProcess broker, EmbeddedRegistry registry, Path spec) {
    this.folder = folder;
    this.broker = broker;
    this.registry = registry;
    this.spec = spec;
  }

  /**
   * Starts both.
   *
   * @param folder for everything; empty or absent
   */
  public static Stack start(Path folder) {
    // Here local-stack's jar lies among libraries, and not where its build has put the server.
    System.setProperty(
        "tandem.registry.server",
        Programs.find().target("local-stack").resolve("registry-server").toString());
    Path logs = folder.resolve("logs");
    Folders.create(logs);
    Path spec = BenchmarkSpec.writeTo(folder);
    BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"), logs);
    try {
      EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("registry"), 0);
      return new Stack(folder, broker, registry, spec);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Where everything is. */
  public Path folder() {
    return folder;
  }

  /** Where programs' output goes. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** File of what all systems count: {@link BenchmarkSpec}. */
  public Path spec() {
    return spec;
  }

  /** Settings of a Kafka client. */
  public Properties kafka() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    return properties;
  }

  /** Ids of schemas at the registry. */
  public Schemas schemas() {
    return new Schemas(RegistrySettings.of(registry.url()));
  }

  /** Of the broker. */
  public long brokerPid() {
    return broker.pid();
  }

  /** What went through the broker so far, with a topic's part of it. */
  public BrokerBytes brokerBytes(String topic) {
    return broker.bytes(topic);
  }

  /**
   * A place for a system: makes its folders and its captures topic, empty.
   *
   * @param run names topics and folders, such as {@code r1-streams-app}; used once
   */
  public Place place(String run) throws InterruptedException {
    Place place =
        new Place(
            broker.bootstrapServers(),
            registry.url(),
            new Topics(run + "-"),
            PARTITIONS,
            spec,
            folder.resolve("state").resolve(run),
            logs().resolve(run));
    Folders.create(place.folder());
    Folders.create(place.logs());
    try (Admin admin = Admin.create(kafka())) {
      NewTopic log =
          new NewTopic(place.topics().captures(), Optional.of(PARTITIONS), Optional.empty())
              .configs(
                  Map.of(
                      TopicConfig.RETENTION_MS_CONFIG, "-1",
                      TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                      TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
      admin.createTopics(List.of(log)).all().get();
    } catch (ExecutionException e) {
      throw new BenchmarkException("the captures topic cannot be created: " + e.getCause(), e);
    }
    return place;
  }

  /** Deletes all topics of a place, those that its system has made for itself included. */
  public void deleteTopics(Place place) throws InterruptedException {
    String prefix = place.topics().prefix();
    try (Admin admin = Admin.create(kafka())) {
      List<String> own =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(prefix))
              .toList();
      admin.deleteTopics(own).all().get();
    } catch (ExecutionException e) {
      throw new BenchmarkException("topics " + prefix + "* cannot be deleted: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    try {
      registry.close();
    } finally {
      broker.close();
    }
  }
}
