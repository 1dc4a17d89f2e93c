package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.Set;

/** The served OpenAPI document, read by others' libraries. */
final class OpenApi {
  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonNode document;

  OpenApi(String text) throws Exception {
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text);
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
    document = mapper.readTree(text);
  }

  /** That an answer is what the document says of its path, no field more and none less. */
  void assertDescribes(String path, int status, JsonNode answer) {
    JsonNode response =
        document.get("paths").get(path).get("get").get("responses").get(String.valueOf(status));
    assertThat(response).as("%s %s", path, status).isNotNull();
    String mediaType = status == 200 ? "application/json" : "application/problem+json";
    ObjectNode schema = response.get("content").get(mediaType).get("schema").deepCopy();
    ObjectNode components = document.get("components").deepCopy();
    for (JsonNode component : components.get("schemas")) {
      ((ObjectNode) component).put("additionalProperties", false);
    }
    schema.set("components", components);
    Set<ValidationMessage> wrong =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(schema)
            .validate(answer);
    assertThat(wrong).as("%s answers %s", path, answer).isEmpty();
  }
}
