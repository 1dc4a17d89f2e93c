package dev.tandem.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir private Path folder;

  @Test
  void shouldKeepTransactionsOverARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      createTopic(broker, "captures");
      send(broker, "captures", "first");
      assertThat(read(broker, "captures", 1)).containsExactly("first");
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      send(broker, "captures", "second");
      assertThat(read(broker, "captures", 2)).containsExactly("first", "second");
    }
  }

  @Test
  void shouldKeepRecordsForEver() throws Exception {
    EmbeddedBroker broker = SharedServers.with(Server.BROKER).broker();
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "kept-for-ever");
    createTopic(broker, topic.name());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("retention.ms")
                  .value())
          .isEqualTo("-1");
    }
  }

  @Test
  void shouldNotMakeATopicByAccident() {
    EmbeddedBroker broker = SharedServers.with(Server.BROKER).broker();
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", 500);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      assertThatThrownBy(
              () -> producer.send(new ProducerRecord<>("misspelt", "key", "value")).get())
          .hasStackTraceContaining("misspelt not present in metadata");
    }
  }

  @Test
  void shouldRefuseAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("another one or 0");
    }
  }

  @Test
  void shouldRefuseAFolderInUseAndLeaveItWhenClosedTwice() {
    EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
    assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(folder + " is in use");

    broker.close();
    broker.close();

    EmbeddedBroker.start(folder, broker.port()).close();
  }

  @Test
  void shouldNameTheFolderItCannotRead() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/meta.properties"), "version=1\nnode.id=7\n");

    assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("delete it or give another one");
  }

  private static void createTopic(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
  }

  private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, "key", value));
      producer.commitTransaction();
      sent.get();
    }
  }

  private static List<String> read(EmbeddedBroker broker, String topic, int count) {
    Map<String, Object> configuration =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            "reader-of-" + count,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(200))) {
                  values.add(entry.value());
                }
                return values.size() >= count;
              });
    }
    return values;
  }
}
