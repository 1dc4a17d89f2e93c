package dev.tandem.streams.instances;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks other instances over HTTP. One that is dead is told from one that is slow within a second.
 */
public final class Peers {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Peers(ObjectMapper json) {
    this.json = json;
  }

  /** Fails with {@link NotReady} whatever goes wrong: the peer may be another one soon. */
  <Q extends PartitionQuestion, A> CompletableFuture<A> ask(
      HostInfo peer, Endpoint<Q, A> endpoint, Q question) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(peer, endpoint.path()))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(write(question)))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .handle(
            (response, failure) -> {
              if (failure != null) {
                throw new NotReady(
                    Instances.text(peer) + " cannot be asked: " + reason(failure), failure);
              }
              return read(peer, endpoint, response);
            });
  }

  /**
   * Opens a stream of lines at a peer, which lasts until either side ends it.
   *
   * @param path with its query
   * @param lines is told of every line, and of the end however it comes
   */
  public void follow(HostInfo peer, String path, Flow.Subscriber<String> lines) {
    HttpRequest request = HttpRequest.newBuilder(uri(peer, path)).GET().build();
    CompletableFuture<HttpResponse<Void>> end =
        http.sendAsync(
            request,
            response ->
                response.statusCode() == OK
                    ? HttpResponse.BodySubscribers.fromLineSubscriber(
                        lines, ignored -> null, UTF_8, null)
                    : HttpResponse.BodySubscribers.replacing(null));
    // A body that was refused, or never came, has told the subscriber nothing.
    end.whenComplete(
            (response, failure) -> {
              if (failure != null || response.statusCode() != OK) {
                lines.onComplete();
              }
            })
        .exceptionally(failure -> null);
  }

  private <A> A read(HostInfo peer, Endpoint<?, A> endpoint, HttpResponse<byte[]> response) {
    try {
      if (response.statusCode() != OK) {
        JsonNode problem = json.readTree(response.body());
        throw new NotReady(
            Instances.text(peer)
                + " does not answer: "
                + problem.path("detail").asText("no detail"));
      }
      return json.readValue(response.body(), endpoint.answer());
    } catch (IOException e) {
      throw new NotReady(
          Instances.text(peer)
              + " answers "
              + response.statusCode()
              + " with something else than an instance of this application does",
          e);
    }
  }

  private byte[] write(Object question) {
    try {
      return json.writeValueAsBytes(question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI uri(HostInfo peer, String path) {
    String host = peer.host().indexOf(':') >= 0 ? '[' + peer.host() + ']' : peer.host();
    return URI.create("http://" + host + ':' + peer.port() + path);
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
