package dev.tandem.streams.query;

import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A path that can be asked with GET: what the API's document says of it and what the server does
 * come from here.
 *
 * @param id of the operation, for generated clients
 * @param dimensions whether each dimension of the metric is a parameter, too
 */
record Route(
    String path,
    String id,
    String summary,
    List<Parameter> parameters,
    boolean dimensions,
    Content content,
    Handler handler) {

  /** A shape of JSON, or some other kind of text. */
  sealed interface Content {}

  /**
   * JSON, and CSV where it is a table.
   *
   * @param view the class of the answer, or of its elements
   */
  record Json(Class<?> view, boolean list, boolean table) implements Content {}

  /**
   * Server-sent events.
   *
   * @param views what each kind of event says, by its name
   */
  record Events(Map<String, Class<?>> views) implements Content {}

  /** Text of another media type. */
  record Text(String mediaType, String description) implements Content {}

  Route {
    parameters = List.copyOf(parameters);
  }

  /** All of its parameters, with those that every table has. */
  List<Parameter> allParameters() {
    List<Parameter> all = new ArrayList<>(parameters);
    if (content instanceof Json json && json.table()) {
      all.add(
          Parameter.choice(
              "format", "of the answer, whatever Accept says", List.of("json", "csv")));
    }
    return all;
  }
}
