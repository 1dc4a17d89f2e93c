package dev.tandem.parity.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;

/** What a client is answered. */
final class Answer {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String JSON = "application/json; charset=UTF-8";

  private static final String BINARY = "application/octet-stream";

  private final int status;
  private final String contentType;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  static Answer json(JsonNode body) {
    return new Answer(200, JSON, Map.of(), body.toString().getBytes(UTF_8));
  }

  static Answer media(byte[] content) {
    return new Answer(200, BINARY, Map.of(), content);
  }

  /** From the first offset to before the other. */
  static Answer part(byte[] content, int from, int to) {
    return new Answer(
        206,
        BINARY,
        Map.of("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length),
        Arrays.copyOfRange(content, from, to));
  }

  static Answer empty(int status, Map<String, String> headers) {
    return new Answer(status, JSON, headers, new byte[0]);
  }

  /** An error as all of Google's APIs say it. */
  static Answer error(int status, String message) {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode error = root.putObject("error");
    error.put("code", status);
    error.put("message", message);
    error.put("status", name(status));
    error
        .putArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", "global")
        .put("reason", reason(status));
    return new Answer(status, JSON, Map.of(), root.toString().getBytes(UTF_8));
  }

  private static String name(int status) {
    return switch (status) {
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ALREADY_EXISTS";
      default -> "INVALID_ARGUMENT";
    };
  }

  private static String reason(int status) {
    return switch (status) {
      case 403 -> "forbidden";
      case 404 -> "notFound";
      case 409 -> "alreadyExists";
      default -> "invalid";
    };
  }
}
