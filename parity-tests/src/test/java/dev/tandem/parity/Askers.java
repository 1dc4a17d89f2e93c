package dev.tandem.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.parity.Instances.Life;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask instances at random all the time. A question that is refused is asked again, of
 * any instance, until it is answered; then how long that took is known.
 */
final class Askers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long PAUSE_MS = 10;
  private static final int MOST_FAULTS = 20;

  private final Instances instances;
  private final FinalCounts counts;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<Life, AtomicLong> answersOf = new ConcurrentHashMap<>();
  private final AtomicLong exact = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong longestMs = new AtomicLong();
  private final AtomicLong longestStaleMs = new AtomicLong();

  /** What happened since it was last asked. */
  record Report(long exact, long stale, long refused, long longestMs, long longestStaleMs) {}

  Askers(Instances instances, FinalCounts counts) {
    this.instances = instances;
    this.counts = counts;
  }

  /**
   * Begins to ask.
   *
   * @param staleAllowed whether this client takes answers of replicas
   */
  void start(boolean staleAllowed, Random random) {
    Thread thread = new Thread(() -> run(staleAllowed, random), "asker");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void run(boolean staleAllowed, Random random) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      while (!pause()) {
        Question question = Question.any(counts, staleAllowed, random);
        long askedNs = System.nanoTime();
        boolean answered = false;
        while (!answered && !pause()) {
          answered = ask(client, question, random);
        }
        (staleAllowed ? longestStaleMs : longestMs)
            .accumulateAndGet((System.nanoTime() - askedNs) / 1_000_000, Math::max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fault("a client failed: " + e);
    }
  }

  /** Whether it was told to stop. */
  private boolean pause() throws InterruptedException {
    return stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  /** Returns whether there was an answer. */
  private boolean ask(HttpClient client, Question question, Random random)
      throws InterruptedException {
    List<Life> alive = instances.alive();
    Life life = alive.get(random.nextInt(alive.size()));
    String asked = "http://127.0.0.1:" + life.port() + question.path();
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(asked)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        take(question, asked, JSON.readTree(response.body()));
        answersOf.computeIfAbsent(life, l -> new AtomicLong()).incrementAndGet();
        return true;
      }
      refused.incrementAndGet();
      if (response.statusCode() != 503 || response.headers().firstValue("Retry-After").isEmpty()) {
        fault(asked + " -> " + response.statusCode() + " " + response.headers().map());
      }
    } catch (IOException e) {
      // It may not listen yet, or may be no longer there; one that has answered must go on.
      if (answersOf.containsKey(life) && instances.isAlive(life)) {
        fault(asked + " -> " + e);
      }
    }
    return false;
  }

  private void take(Question question, String asked, JsonNode answer) {
    Optional<String> wrong = question.wrong(answer, counts);
    if (Question.isStale(answer)) {
      stale.incrementAndGet();
      if (!question.staleAllowed()) {
        fault(asked + " -> stale, which was not allowed: " + answer);
      }
    } else {
      exact.incrementAndGet();
    }
    wrong.ifPresent(what -> fault(asked + " -> " + what));
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }

  /** Answers that this life has given. */
  long answersOf(Life life) {
    return Optional.ofNullable(answersOf.get(life)).map(AtomicLong::get).orElse(0L);
  }

  /** Exact answers so far. */
  long exact() {
    return exact.get();
  }

  /** What was wrong. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** What happened since the last report. */
  Report report() {
    return new Report(
        exact.getAndSet(0),
        stale.getAndSet(0),
        refused.getAndSet(0),
        longestMs.getAndSet(0),
        longestStaleMs.getAndSet(0));
  }

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
