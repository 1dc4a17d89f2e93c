package dev.tandem.parity.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The parts of the public schemas that a submission meets: {@code google/requests.schema.json}. */
final class RequestSchemas {
  private static final String RESOURCE = "/google/requests.schema.json";

  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode document;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  RequestSchemas() {
    try (InputStream in =
        Objects.requireNonNull(RequestSchemas.class.getResourceAsStream(RESOURCE))) {
      document = (ObjectNode) mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a request.
   *
   * @param name among the document's definitions
   * @throws Refusal where it is not what the document says
   */
  ObjectNode read(String name, String text) {
    JsonNode node;
    try {
      node = mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Refusal(400, name + " is no JSON: " + e.getOriginalMessage());
    }
    check(name, node);
    return (ObjectNode) node;
  }

  /** The same of what is there. */
  ObjectNode check(String name, JsonNode node) {
    Set<ValidationMessage> wrong = compiled.computeIfAbsent(name, this::compile).validate(node);
    if (!wrong.isEmpty()) {
      throw new Refusal(
          400,
          name
              + ": "
              + wrong.stream()
                  .map(ValidationMessage::getMessage)
                  .collect(Collectors.joining("; ")));
    }
    return (ObjectNode) node;
  }

  ObjectNode object() {
    return mapper.createObjectNode();
  }

  private JsonSchema compile(String name) {
    ObjectNode schema = document.deepCopy();
    schema.put("$ref", "#/$defs/" + name);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
  }
}
