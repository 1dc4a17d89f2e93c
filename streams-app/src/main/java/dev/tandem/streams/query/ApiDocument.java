package dev.tandem.streams.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.counting.Dimension;
import dev.tandem.streams.query.Route.Content;
import dev.tandem.streams.query.Route.Events;
import dev.tandem.streams.query.Route.Json;
import dev.tandem.streams.query.Route.Text;
import dev.tandem.streams.query.Views.ProblemView;
import java.util.List;
import java.util.TreeMap;

/** The API's OpenAPI document, out of its routes and the records of its answers. */
final class ApiDocument {
  private final ObjectMapper json;
  private final Schemas schemas;

  private ApiDocument(ObjectMapper json) {
    this.json = json;
    this.schemas = new Schemas(json);
  }

  static ObjectNode of(List<Route> routes, ObjectMapper json) {
    return new ApiDocument(json).document(routes);
  }

  private ObjectNode document(List<Route> routes) {
    ObjectNode document = json.createObjectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Tandem, the live side")
        .put(
            "description",
            "Counts of fiscal documents, now. Instants are ISO 8601 in UTC, money is cents. Every"
                + " instance answers for the whole application.")
        .put("version", "1");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      paths.putObject(route.path()).set("get", operation(route));
    }
    document.putObject("components").set("schemas", schemas.components());
    return document;
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation =
        json.createObjectNode().put("operationId", route.id()).put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    route.allParameters().forEach(parameter -> parameters.add(parameter(parameter)));
    if (route.dimensions()) {
      for (Dimension dimension : Dimension.values()) {
        parameters.add(
            parameter(
                Parameter.optional(
                    dimension.text(),
                    "a value of this dimension, where the metric has it; empty for documents that"
                        + " have none",
                    "")));
      }
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode answer = responses.putObject("200").put("description", description(route));
    content(route.content(), answer.putObject("content"));
    if (!route.allParameters().isEmpty() || route.dimensions()) {
      problem(responses.putObject("400"), "A parameter is wrong; the detail says what to give");
    }
    if (route.path().contains("{")) {
      problem(responses.putObject("404"), "There is none of that name");
    }
    problem(responses.putObject("503"), "Not now: ask again after Retry-After")
        .putObject("headers")
        .putObject("Retry-After")
        .put("description", "seconds")
        .set("schema", json.createObjectNode().put("type", "integer"));
    return operation;
  }

  private static String description(Route route) {
    if (route.content() instanceof Events events) {
      return "Events " + String.join(", ", new TreeMap<>(events.views()).keySet());
    }
    return route.content() instanceof Text text ? text.description() : route.summary();
  }

  private ObjectNode parameter(Parameter parameter) {
    ObjectNode node =
        json.createObjectNode()
            .put("name", parameter.name())
            .put("in", parameter.in())
            .put("required", parameter.required())
            .put("description", parameter.description());
    ObjectNode schema = node.putObject("schema").put("type", "string");
    if (!parameter.choices().isEmpty()) {
      ArrayNode choices = schema.putArray("enum");
      parameter.choices().forEach(choices::add);
    }
    if (!parameter.example().isEmpty()) {
      node.put("example", parameter.example());
    }
    return node;
  }

  private void content(Content content, ObjectNode to) {
    if (content instanceof Json answer) {
      to.putObject("application/json")
          .set(
              "schema", answer.list() ? schemas.arrayOf(answer.view()) : schemas.of(answer.view()));
      if (answer.table()) {
        text("text/csv", to);
      }
    } else if (content instanceof Events events) {
      // A stream has no schema of its own in OpenAPI 3.1; its events' data have.
      text("text/event-stream", to);
      ObjectNode data = json.createObjectNode();
      new TreeMap<>(events.views()).forEach((name, view) -> data.set(name, schemas.of(view)));
      ((ObjectNode) to.get("text/event-stream")).set("x-event-data", data);
    } else {
      text(((Text) content).mediaType(), to);
    }
  }

  private static void text(String mediaType, ObjectNode to) {
    to.putObject(mediaType).putObject("schema").put("type", "string");
  }

  private ObjectNode problem(ObjectNode response, String description) {
    response.put("description", description);
    response
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", schemas.of(ProblemView.class));
    return response;
  }
}
