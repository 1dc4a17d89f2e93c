package dev.tandem.streams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;

/** A schema that a registry holds and that is no Avro; named by its type. */
public enum ForeignSchema {
  JSON(
      "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"properties\":{}}"),
  PROTOBUF("syntax = \"proto3\"; message A { string a = 1; }");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String schema;

  ForeignSchema(String schema) {
    this.schema = schema;
  }

  /** The value of a record whose header names this schema, which is registered. */
  public byte[] record(String registryUrl) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(registryUrl + "/subjects/foreign-" + name() + "/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            MAPPER.writeValueAsString(
                                Map.of("schemaType", name(), "schema", schema))))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the registry does not take a schema: " + response.body());
    }
    int id = MAPPER.readTree(response.body()).get("id").asInt();
    return ByteBuffer.allocate(9).put((byte) 0).putInt(id).putInt(7).array();
  }
}
