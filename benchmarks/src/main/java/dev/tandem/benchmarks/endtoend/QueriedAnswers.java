package dev.tandem.benchmarks.endtoend;

import dev.tandem.counting.CountKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What the live side's query API answers, asked again two milliseconds after each answer. */
final class QueriedAnswers implements Answers {
  private static final long ASK_AGAIN_MS = 2;
  private static final int OK = 200;

  private final LiveApi api;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  QueriedAnswers(LiveApi api) {
    this.api = api;
  }

  @Override
  public long await(CountKey window, long documents, Duration patience)
      throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(api.countsOf(window)).build();
    long deadlineNs = System.nanoTime() + patience.toNanos();
    long counted = ask(request);
    while (counted < documents && System.nanoTime() < deadlineNs) {
      Thread.sleep(ASK_AGAIN_MS);
      counted = ask(request);
    }
    return counted;
  }

  /** 0 while it does not answer, as it does while it starts. */
  private long ask(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == OK ? LiveApi.documents(answer.body()) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {}
}
