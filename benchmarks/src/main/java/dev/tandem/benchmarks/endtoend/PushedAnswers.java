package dev.tandem.benchmarks.endtoend;

import dev.tandem.counting.CountKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the live side pushes as server-sent events. */
final class PushedAnswers implements Answers {
  private static final long ASK_AGAIN_MS = 100;
  private static final int OK = 200;
  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  private final LiveApi api;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Seen seen = new Seen();
  private final Thread thread;
  private volatile boolean stopped;

  private PushedAnswers(LiveApi api) {
    this.api = api;
    this.thread = new Thread(this::listen, "events");
    thread.setDaemon(true);
  }

  /** Begins to listen to a live side that may not serve yet. */
  static PushedAnswers listenTo(LiveApi api) {
    PushedAnswers answers = new PushedAnswers(api);
    answers.thread.start();
    return answers;
  }

  private void listen() {
    try {
      while (!stopped) {
        listenOnce();
        Thread.sleep(ASK_AGAIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listenOnce() throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(api.changes()).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        if (response.statusCode() == OK) {
          read(lines);
        }
      }
    } catch (IOException e) {
      // It does not serve yet, or has gone: what waits for an answer tells.
      stopped |= Thread.currentThread().isInterrupted();
    }
  }

  private void read(BufferedReader lines) throws IOException {
    String event = "";
    for (String line = lines.readLine(); line != null && !stopped; line = lines.readLine()) {
      if (line.startsWith(EVENT)) {
        event = line.substring(EVENT.length());
      } else if (line.startsWith(DATA) && event.equals("count")) {
        api.see(line.substring(DATA.length()), seen);
      }
    }
  }

  @Override
  public long await(CountKey window, long documents, Duration patience)
      throws InterruptedException {
    return seen.await(window, documents, patience);
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
  }
}
