package dev.tandem.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Addresses and answers of the live side's queries about one metric. */
final class LiveApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String base;
  private final Metric metric;

  /**
   * @param port on 127.0.0.1
   */
  LiveApi(int port, Metric metric) {
    this.base = "http://127.0.0.1:" + port + "/v1/metrics/" + metric.name();
    this.metric = metric;
  }

  /** Asks for one window. */
  URI countsOf(CountKey window) {
    StringBuilder query = new StringBuilder(base).append("/counts?from=");
    query.append(Instant.ofEpochMilli(window.window().startMs()));
    query.append("&to=").append(Instant.ofEpochMilli(window.window().endMs()));
    for (int i = 0; i < metric.dimensions().size(); i++) {
      query.append('&').append(metric.dimensions().get(i).text()).append('=');
      query.append(URLEncoder.encode(window.dimensions().get(i), UTF_8));
    }
    return URI.create(query.toString());
  }

  /** Asks for all changes. */
  URI changes() {
    return URI.create(base + "/changes");
  }

  /** The documents that an answer of {@link #countsOf} counts. */
  static long documents(byte[] answer) {
    try {
      long documents = 0;
      for (JsonNode count : JSON.readTree(answer).path("counts")) {
        documents += count.at("/total/documents").asLong();
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException("the live side's answer is no JSON", e);
    }
  }

  /** Takes the data of an event {@code count}. */
  void see(String data, Seen seen) {
    try {
      JsonNode change = JSON.readTree(data);
      List<String> dimensions = new ArrayList<>();
      metric
          .dimensions()
          .forEach(d -> dimensions.add(change.at("/dimensions/" + d.text()).asText()));
      Window window = new Window(time(change.get("start")), time(change.get("end")));
      seen.see(
          new CountKey(metric.id(), dimensions, window), change.at("/total/documents").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException("the live side's event is no JSON", e);
    }
  }

  private static long time(JsonNode instant) {
    return Instant.parse(instant.asText()).toEpochMilli();
  }
}
