package dev.tandem.localstack.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The embedded broker with a second port, which asks who is there (SCRAM-SHA-512). */
public final class LoginBroker implements AutoCloseable {
  private static final String LISTENER = "LOGIN";
  private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;
  private static final int ITERATIONS = 4_096;

  private final KafkaRaftServer server;
  private final String open;
  private final String login;

  private LoginBroker(KafkaRaftServer server, String open, String login) {
    this.server = server;
    this.open = open;
    this.login = login;
  }

  /** Starts it on a new folder. */
  public static LoginBroker start(Path folder) throws Exception {
    List<Integer> ports = Ports.reserve(Server.BROKER, 0, 0, 0);
    Properties properties = BrokerProperties.of(folder, ports.get(0), ports.get(1));
    String login = Ports.HOST + ":" + ports.get(2);
    for (String listeners : List.of("listeners", "advertised.listeners")) {
      properties.merge(listeners, LISTENER + "://" + login, (all, one) -> all + "," + one);
    }
    properties.merge(
        "listener.security.protocol.map", LISTENER + ":SASL_PLAINTEXT", (a, b) -> a + "," + b);
    String mechanism = MECHANISM.mechanismName();
    properties.put("sasl.enabled.mechanisms", mechanism);
    properties.put(
        "listener.name.login." + mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .run();
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return new LoginBroker(server, Ports.HOST + ":" + ports.get(0), login);
  }

  /** Where nobody is asked. */
  public String open() {
    return open;
  }

  /** Where user and password are asked for. */
  public String login() {
    return login;
  }

  /** Gives a user a password, instead of the one it has. */
  public void password(String user, String password)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", open))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      user, new ScramCredentialInfo(MECHANISM, ITERATIONS), password)))
          .all()
          .get();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
