package dev.tandem.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.registry.RegistryClients;
import dev.tandem.registry.RegistrySettings;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {
  private static final AvroSchema FIRST = schema("{\"name\":\"a\",\"type\":\"int\"}");
  private static final AvroSchema WIDER =
      schema("{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
  private static final AvroSchema INCOMPATIBLE = schema("{\"name\":\"c\",\"type\":\"string\"}");

  @TempDir private Path folder;

  @Test
  void shouldKeepSchemasAndIdsOverARestart() throws Exception {
    int id;
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder, 0)) {
      id = client(registry).register("captures-value", FIRST);
    }

    try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder, 0)) {
      SchemaRegistryClient client = client(registry);
      assertThat(client.getSchemaById(id)).isEqualTo(FIRST);
      assertThat(client.register("captures-value", FIRST)).isEqualTo(id);
      assertThat(client.register("captures-value", WIDER)).isNotEqualTo(id);
    }
  }

  @Test
  void shouldRefuseAnIncompatibleSchemaAndStayOpenForOthers() throws Exception {
    SchemaRegistryClient client = client(SharedServers.with(Server.REGISTRY).registry());
    client.register("refused-value", FIRST);

    assertThatThrownBy(() -> client.register("refused-value", INCOMPATIBLE))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    assertThat(client.register("other-value", INCOMPATIBLE)).isPositive();
  }

  @Test
  void shouldFreePortAndFolderWhenClosedTwice() {
    EmbeddedRegistry registry = EmbeddedRegistry.start(folder, 0);
    assertThatThrownBy(() -> EmbeddedRegistry.start(folder, 0))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(folder + " is in use");

    registry.close();
    registry.close();

    try (EmbeddedRegistry again = EmbeddedRegistry.start(folder, registry.port())) {
      assertThat(again.url()).isEqualTo(registry.url());
    }
  }

  @Test
  void shouldSayWhyItDidNotStart() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/registry.mv.db"), "this is no database");

    assertThatThrownBy(() -> EmbeddedRegistry.start(folder, 0))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("ended with code 1 while starting")
        .hasMessageContaining(folder.resolve("server.log").toString());
  }

  private static SchemaRegistryClient client(EmbeddedRegistry registry) {
    return RegistryClients.connect(RegistrySettings.of(registry.url()));
  }

  private static AvroSchema schema(String fields) {
    return new AvroSchema("{\"type\":\"record\",\"name\":\"Thing\",\"fields\":[" + fields + "]}");
  }
}
