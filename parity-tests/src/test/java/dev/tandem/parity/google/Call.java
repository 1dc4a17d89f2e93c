package dev.tandem.parity.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a client asks. */
final class Call {
  /** What every method of Google's APIs takes. */
  private static final Set<String> COMMON =
      Set.of("alt", "fields", "key", "prettyPrint", "quotaUser", "$.xgafv", "$Xgafv", "userIp");

  private final String method;
  private final List<String> path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;

  private Call(
      String method,
      List<String> path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Takes a call apart.
   *
   * @param headers by lower-case name
   */
  static Call of(String method, URI uri, Map<String, String> headers, byte[] body) {
    List<String> path =
        Arrays.stream(uri.getRawPath().split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(Call::decode)
            .toList();
    SortedMap<String, String> query = new TreeMap<>();
    String raw = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
      }
    }
    return new Call(method, path, query, headers, body);
  }

  private static String decode(String text) {
    // A plus stands for itself in a path.
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  String method() {
    return method;
  }

  /** Decoded, segment by segment: an object's name is one segment, with its slashes. */
  List<String> path() {
    return path;
  }

  Map<String, String> query() {
    return query;
  }

  /** By lower-case name. */
  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** Whether this is the method, and the path fits the pattern, whose {@code *} stands for one. */
  boolean is(String wanted, String... pattern) {
    if (!method.equals(wanted) || path.size() != pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a parameter that the method does not have. */
  void takes(String... parameters) {
    for (String name : query.keySet()) {
      if (!COMMON.contains(name) && !Arrays.asList(parameters).contains(name)) {
        throw new Refusal(400, "there is no parameter " + name + " of " + this);
      }
    }
  }

  String text() {
    return new String(body, UTF_8);
  }

  @Override
  public String toString() {
    return method + " /" + String.join("/", path) + (query.isEmpty() ? "" : "?" + query);
  }
}
