package dev.tandem.streams.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private static final HostInfo SELF = new HostInfo("127.0.0.1", 1);

  private record Question(int partition, boolean staleAllowed) implements PartitionQuestion {}

  private static final Endpoint<Question, String> ENDPOINT =
      new Endpoint<>("/internal/words", "words", Question.class, String.class, q -> "here");

  private final Peers peers = new Peers(new ObjectMapper());

  @Test
  void shouldSayThatAnInstanceWhichHasNotStartedIsNotReady() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table("words");
    Properties config = new Properties();
    config.putAll(Map.of("application.id", "words", "bootstrap.servers", "127.0.0.1:1"));
    try (KafkaStreams streams = new KafkaStreams(builder.build(), config)) {
      Instances instances = new Instances(streams, SELF);
      CompletableFuture<String> answer =
          new Forwarding(instances, peers).ask(ENDPOINT, new Question(0, false));

      assertThatThrownBy(() -> Forwarding.join(answer))
          .isInstanceOf(NotReady.class)
          .hasMessage("this instance is CREATED");
      assertThatThrownBy(instances::others).isInstanceOf(NotReady.class);
    }
  }

  @Test
  void shouldSayThatAPeerWhichIsGoneIsNotReady() throws Exception {
    HostInfo gone;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = new HostInfo("127.0.0.1", socket.getLocalPort());
    }
    CompletableFuture<String> answer = peers.ask(gone, ENDPOINT, new Question(0, false));

    assertThatThrownBy(() -> Forwarding.join(answer))
        .isInstanceOf(NotReady.class)
        .hasMessageContaining("127.0.0.1:" + gone.port() + " cannot be asked");
  }

  @Test
  void shouldAskStandbysAfterTheOwner() {
    HostInfo owner = new HostInfo("a", 1);
    HostInfo standby = new HostInfo("b", 1);
    Placement placement = new Placement(Optional.of(owner), List.of(standby));

    assertThat(placement.all()).containsExactly(owner, standby);
  }
}
