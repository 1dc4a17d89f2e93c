package dev.tandem.localstack.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker in this JVM: one node, its own controller, transactions possible, no topic made by
 * accident, nothing ever deleted by age. Its log goes where this JVM's does (slf4j).
 */
public final class EmbeddedBroker implements RunningServer {
  private final ServerFolder folder;
  private final KafkaRaftServer server;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(ServerFolder folder, KafkaRaftServer server, int port) {
    this.folder = folder;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker on a new folder or on one an earlier broker has left; returns when clients can
   * be served.
   *
   * @param folder created where it is absent
   * @param port on 127.0.0.1, or 0 for a free one
   * @throws ServerException when the port or the folder is in use, or the folder's data cannot be
   *     read
   */
  public static EmbeddedBroker start(Path folder, int port) {
    ServerFolder locked = ServerFolder.lock(Server.BROKER, folder);
    try {
      return start(locked, port);
    } catch (RuntimeException e) {
      locked.close();
      throw e;
    }
  }

  /** Where clients find it: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return Ports.HOST + ":" + port;
  }

  @Override
  public int port() {
    return port;
  }

  /** Stops the broker in good order; its data stay. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stop(server);
      folder.close();
    }
  }

  private static EmbeddedBroker start(ServerFolder folder, int wantedPort) {
    List<Integer> ports = Ports.reserve(Server.BROKER, wantedPort, 0);
    Properties properties = BrokerProperties.of(folder.data(), ports.get(0), ports.get(1));
    KafkaRaftServer server;
    try {
      format(folder.data());
      server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    } catch (Exception e) {
      throw unusable(folder, e);
    }
    try {
      server.startup();
    } catch (RuntimeException e) {
      stop(server);
      throw unusable(folder, e);
    }
    return new EmbeddedBroker(folder, server, ports.get(0));
  }

  /** Writes the identity of a new node; leaves a folder that has one as it is. */
  private static void format(Path data) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .run();
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  private static ServerException unusable(ServerFolder folder, Exception cause) {
    return new ServerException(
        "BROKER of Kafka %s cannot start on %s (%s): if another version or another program wrote that folder, delete it or give another one"
            .formatted(AppInfoParser.getVersion(), folder.path(), cause.getMessage()),
        cause);
  }
}
