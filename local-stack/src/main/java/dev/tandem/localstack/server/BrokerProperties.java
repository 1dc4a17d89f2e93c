package dev.tandem.localstack.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The configuration of a single node that is broker and controller at once. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String LISTENER = "PLAINTEXT";

  private BrokerProperties() {}

  static Properties of(Path data, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(node(data, port, controllerPort));
    properties.putAll(
        Map.ofEntries(
            // One node: nothing can have a second copy.
            Map.entry("default.replication.factor", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // The log is the truth and its records carry the times of old documents.
            Map.entry("log.retention.ms", "-1"),
            Map.entry("log.retention.bytes", "-1"),
            // A misspelt topic is an error, not a topic.
            Map.entry("auto.create.topics.enable", "false"),
            // Small and quick: Kafka's defaults are for clusters.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Tests that end threads by the dozen do not wait for long sessions.
            Map.entry("group.min.session.timeout.ms", "500"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.network.threads", "2")));
    return properties;
  }

  private static Map<String, String> node(Path data, int port, int controllerPort) {
    String client = LISTENER + "://" + Ports.HOST + ":" + port;
    String controller = CONTROLLER_LISTENER + "://" + Ports.HOST + ":" + controllerPort;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE_ID)),
        Map.entry("log.dirs", data.toString()),
        Map.entry("listeners", client + "," + controller),
        Map.entry("advertised.listeners", client),
        Map.entry("controller.listener.names", CONTROLLER_LISTENER),
        Map.entry("inter.broker.listener.name", LISTENER),
        Map.entry(
            "listener.security.protocol.map",
            LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
        Map.entry("controller.quorum.voters", NODE_ID + "@" + Ports.HOST + ":" + controllerPort));
  }
}
