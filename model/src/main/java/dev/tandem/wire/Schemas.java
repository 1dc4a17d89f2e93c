package dev.tandem.wire;

import dev.tandem.registry.NoSuchSchemaException;
import dev.tandem.registry.RegistryClients;
import dev.tandem.registry.RegistryFailures;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.registry.WriterSchemas;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Ids of schemas at the registry, each asked for once. Subjects are {@code <topic>-<record name>}.
 * Thread-safe.
 *
 * <p>Where the registry cannot be reached or refuses, its methods throw {@link
 * dev.tandem.registry.RegistryException} with address and remedy.
 */
public final class Schemas {
  private final RegistrySettings settings;
  private final SchemaRegistryClient client;
  private final WriterSchemas written;

  public Schemas(RegistrySettings settings) {
    this.settings = settings;
    this.client = RegistryClients.connect(settings);
    this.written = new WriterSchemas(settings, client);
  }

  /** The subject that records of a schema are written under. */
  static String subject(String topic, Schema schema) {
    return topic + '-' + schema.getFullName();
  }

  /** Registers a schema for a topic, or finds it registered. */
  int idOf(String topic, Schema schema) {
    String subject = subject(topic, schema);
    try {
      return client.register(subject, new AvroSchema(schema));
    } catch (IOException | RestClientException e) {
      throw RegistryFailures.explain(settings, "register the schema of subject " + subject, e);
    }
  }

  /**
   * The schema that a record was written with.
   *
   * @param subjects those that the records of its topic are written under
   * @throws WireException where no record of the topic can have been written with it
   */
  Schema byId(int id, List<String> subjects) {
    try {
      return written.byId(id, subjects);
    } catch (NoSuchSchemaException e) {
      throw new WireException(e.getMessage(), e);
    }
  }
}
