package dev.tandem.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryClientsTest {
  private static final AvroSchema ONE_FIELD =
      new AvroSchema(
          "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
  private static final AvroSchema ANOTHER_FIELD =
      new AvroSchema(
          "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}");

  private final StubRegistry registry = StubRegistry.http();

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void shouldShareAMockByName() throws IOException, RestClientException {
    SchemaRegistryClient one = RegistryClients.connect(RegistrySettings.of("mock://shared"));
    SchemaRegistryClient same = RegistryClients.connect(RegistrySettings.of("mock://shared"));
    SchemaRegistryClient other = RegistryClients.connect(RegistrySettings.of("mock://other"));

    int id = one.register("captures-value", ONE_FIELD);

    assertThat(same.getSchemaById(id)).isEqualTo(ONE_FIELD);
    assertThat(other.getAllSubjects()).isEmpty();
    Schema stored = one.getByVersion("captures-value", 1, false);
    assertThat(stored.getId()).isEqualTo(id);
  }

  @Test
  void shouldRefuseAnIncompatibleSchemaInAMock() throws IOException, RestClientException {
    RegistrySettings settings = RegistrySettings.of("mock://compatibility");
    SchemaRegistryClient client = RegistryClients.connect(settings);
    client.updateCompatibility("s", "BACKWARD");
    client.register("s", ONE_FIELD);

    assertThat(client.testCompatibility("s", ANOTHER_FIELD)).isFalse();
  }

  @Test
  void shouldRegisterOnceAndKeepTheId() throws IOException, RestClientException {
    registry.answer("POST /subjects/s/versions", 200, "{\"id\":7}");

    try (SchemaRegistryClient client =
        RegistryClients.connect(RegistrySettings.of(registry.url()))) {
      assertThat(client).isInstanceOf(CachedSchemaRegistryClient.class);
      assertThat(client.register("s", ONE_FIELD)).isEqualTo(7);
      assertThat(client.register("s", ONE_FIELD)).isEqualTo(7);
    }

    assertThat(registry.requests())
        .containsExactly("GET /schemas/types", "POST /subjects/s/versions");
    assertThat(registry.authorizations()).isEmpty();
  }

  @Test
  void shouldReadASchemaById() throws IOException, RestClientException {
    registry.answer("GET /schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\"}");

    SchemaRegistryClient client = RegistryClients.connect(RegistrySettings.of(registry.url()));

    assertThat(client.getSchemaById(7).canonicalString()).isEqualTo("\"string\"");
  }

  @Test
  void shouldSendUserAndPassword() {
    RegistryClients.connect(
        RegistrySettings.of(registry.url())
            .with(new Credentials.Basic("ana", Secret.of("pass:wörd"))));

    String expected =
        Base64.getEncoder().encodeToString("ana:pass:wörd".getBytes(StandardCharsets.UTF_8));
    assertThat(registry.authorizations()).containsExactly("Basic " + expected);
  }

  @Test
  void shouldSendAToken() {
    RegistryClients.connect(
        RegistrySettings.of(registry.url()).with(new Credentials.Bearer(Secret.of("t0ken"))));

    assertThat(registry.authorizations()).containsExactly("Bearer t0ken");
  }

  @Test
  void shouldTryTheNextAddress() throws IOException {
    RegistryClients.connect(RegistrySettings.of(deadUrl() + "," + registry.url()));

    assertThat(registry.requests()).containsExactly("GET /schemas/types");
  }

  @Test
  void shouldSayThatNothingAnswers() throws IOException {
    String url = deadUrl();

    assertThatThrownBy(() -> RegistryClients.connect(RegistrySettings.of(url)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("cannot connect at registry " + url)
        .hasMessageContaining("start the registry");
  }

  @Test
  void shouldSayThatTheAnswerTakesTooLong() throws IOException {
    // The kernel accepts the connection; nobody ever answers.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RegistrySettings settings =
          RegistrySettings.of("http://127.0.0.1:" + silent.getLocalPort())
              .withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(50));

      assertThatThrownBy(() -> RegistryClients.connect(settings))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("within 5000 ms (connect) or 50 ms (read)");
    }
  }

  @Test
  void shouldNameTheUserThatIsRefusedButNotThePassword() {
    registry.answer("GET /schemas/types", 401, "{\"error_code\":401,\"message\":\"no\"}");
    RegistrySettings settings =
        RegistrySettings.of(registry.url())
            .with(new Credentials.Basic("ana", Secret.of("hunter2")));

    assertThatThrownBy(() -> RegistryClients.connect(settings))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(registry.url())
        .hasMessageContaining("refused user ana")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldSayThatAnAddressIsNoRegistry() {
    RegistrySettings settings = RegistrySettings.of(registry.url() + "/elsewhere");

    assertThatThrownBy(() -> RegistryClients.connect(settings))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("HTTP 404")
        .hasMessageContaining("/apis/ccompat/v7");
  }

  @Test
  void shouldExplainARefusedSchema() {
    registry.answer(
        "POST /subjects/s/versions", 409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    RegistrySettings settings = RegistrySettings.of(registry.url());
    SchemaRegistryClient client = RegistryClients.connect(settings);

    assertThatThrownBy(() -> client.register("s", ONE_FIELD))
        .isInstanceOfSatisfying(
            RestClientException.class,
            refused ->
                assertThat(RegistryFailures.explain(settings, "register schema of s", refused))
                    .hasMessageContaining("cannot register schema of s")
                    .hasMessageContaining("change it compatibly"));
  }

  private static String deadUrl() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
