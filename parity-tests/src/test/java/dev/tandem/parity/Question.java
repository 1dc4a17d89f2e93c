package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A question to the live side about a log that is counted.
 *
 * @param path with its parameters
 * @param answer the keys that it must name, in this order
 */
record Question(String path, Metric metric, boolean staleAllowed, List<CountKey> answer) {
  private static final int MOST_TOP = 20;

  /** Any: the counts of some values over some windows, or the top of a window. */
  static Question any(FinalCounts counts, boolean staleAllowed, Random random) {
    CountKey key = counts.any(random);
    Metric metric = counts.metric(key.metric());
    String path = "/v1/metrics/" + metric.name();
    String stale = staleAllowed ? "&stale=allow" : "";
    if (random.nextBoolean()) {
      int n = 1 + random.nextInt(MOST_TOP);
      return new Question(
          path + "/top?window=" + instant(key.window().startMs()) + "&n=" + n + stale,
          metric,
          staleAllowed,
          counts.top(key, n));
    }
    long sizeMs = key.window().endMs() - key.window().startMs();
    long fromMs = key.window().startMs() - random.nextInt(3) * sizeMs;
    long toMs = key.window().startMs() + 1 + random.nextInt(3) * sizeMs;
    StringBuilder values = new StringBuilder(80);
    for (int i = 0; i < metric.dimensions().size(); i++) {
      values.append(metric.dimensions().get(i).text()).append('=');
      values.append(URLEncoder.encode(key.dimensions().get(i), UTF_8)).append('&');
    }
    return new Question(
        path + "/counts?" + values + "from=" + instant(fromMs) + "&to=" + instant(toMs) + stale,
        metric,
        staleAllowed,
        counts.counts(key, fromMs, toMs));
  }

  private static String instant(long timeMs) {
    return Instant.ofEpochMilli(timeMs).toString();
  }

  /** Whether an answer says that a part of it is stale. */
  static boolean isStale(JsonNode answered) {
    return !answered.path("stale").isEmpty();
  }

  /**
   * What is wrong with an answer: one that does not say it is stale must be the final one; each
   * number of one that does must have been the answer once.
   */
  Optional<String> wrong(JsonNode answered, FinalCounts counts) {
    List<CountKey> named = new ArrayList<>();
    for (JsonNode count : answered.get("counts")) {
      CountKey key = key(count);
      named.add(key);
      Tally tally =
          new Tally(measures(count.get("live")), measures(count.get("late")), Measures.ZERO);
      boolean right =
          isStale(answered) ? counts.wasOnce(key, tally) : tally.equals(counts.answer(key));
      if (!right) {
        return Optional.of(key + " is " + counts.answer(key) + ", but was said to be " + tally);
      }
    }
    return isStale(answered) || named.equals(answer)
        ? Optional.empty()
        : Optional.of("the answer is about " + answer + ", but was about " + named);
  }

  private CountKey key(JsonNode count) {
    List<String> values =
        metric.dimensions().stream()
            .map(Dimension::text)
            .map(name -> count.get("dimensions").get(name).asText())
            .toList();
    Window window =
        new Window(
            Instant.parse(count.get("start").asText()).toEpochMilli(),
            Instant.parse(count.get("end").asText()).toEpochMilli());
    return new CountKey(metric.id(), values, window);
  }

  private static Measures measures(JsonNode part) {
    return new Measures(
        part.get("documents").asLong(),
        part.get("valueCents").asLong(),
        part.get("cancelled").asLong(),
        part.get("cancelledValueCents").asLong());
  }
}
