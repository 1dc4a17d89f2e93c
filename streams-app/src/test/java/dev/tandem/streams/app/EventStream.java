package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener to server-sent events, as a browser would be one. */
final class EventStream implements AutoCloseable {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final InputStream body;
  private final Thread reader;

  /** An event and when it came. */
  record Event(String name, JsonNode data, long atMs) {}

  EventStream(int port, String path) throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(LiveApps.uri(port, path)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    body = response.body();
    reader = new Thread(this::read, "events");
    reader.start();
  }

  private void read() {
    String name = "";
    try (Scanner lines = new Scanner(body, StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          JsonNode data = new ObjectMapper().readTree(line.substring(6));
          events.add(new Event(name, data, System.currentTimeMillis()));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Event> named(String name) {
    return events.stream().filter(event -> event.name.equals(name)).toList();
  }

  @Override
  public void close() throws Exception {
    body.close();
    reader.join();
  }
}
