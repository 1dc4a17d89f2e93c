package dev.tandem.wire;

import dev.tandem.registry.RegistryClients;
import dev.tandem.registry.RegistryFailures;
import dev.tandem.registry.RegistrySettings;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Ids of schemas at the registry, each asked for once. Subjects are {@code <topic>-<record name>}.
 * Thread-safe.
 *
 * <p>Where the registry cannot be reached or refuses, its methods throw {@link
 * dev.tandem.registry.RegistryException} with address and remedy.
 */
public final class Schemas {
  private static final int NOT_FOUND = 404;

  private final RegistrySettings settings;
  private final SchemaRegistryClient client;
  private final Map<Integer, Schema> written = new ConcurrentHashMap<>();

  public Schemas(RegistrySettings settings) {
    this.settings = settings;
    this.client = RegistryClients.connect(settings);
  }

  /** Registers a schema for a topic, or finds it registered. */
  int idOf(String topic, Schema schema) {
    String subject = topic + '-' + schema.getFullName();
    try {
      return client.register(subject, new AvroSchema(schema));
    } catch (IOException | RestClientException e) {
      throw RegistryFailures.explain(settings, "register the schema of subject " + subject, e);
    }
  }

  /** The schema that a record was written with. */
  Schema byId(int id) {
    Schema known = written.get(id);
    return known != null ? known : written.computeIfAbsent(id, this::fetch);
  }

  private Schema fetch(int id) {
    try {
      ParsedSchema schema = client.getSchemaById(id);
      if (schema instanceof AvroSchema avro) {
        return avro.rawSchema();
      }
      throw new WireException("schema " + id + " is not Avro but " + schema.schemaType());
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new WireException("the registry " + settings.address() + " knows no schema " + id, e);
      }
      throw RegistryFailures.explain(settings, "fetch schema " + id, e);
    } catch (IOException e) {
      throw RegistryFailures.explain(settings, "fetch schema " + id, e);
    }
  }
}
