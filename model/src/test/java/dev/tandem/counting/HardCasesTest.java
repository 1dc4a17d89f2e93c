package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Times;
import dev.tandem.spec.Firing;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;

/** That random specs and logs hold each thing that makes counting hard. */
class HardCasesTest {
  private static final int SPECS = 200;
  private static final int LOGS = 5;
  private static final int GEN_SIZE = 1_000;
  private static final long DAY_MS = 86_400_000;
  private static final long FAR_FUTURE_MS = 30_000 * DAY_MS;

  private final Set<String> found = new TreeSet<>();

  @Example
  void shouldHoldEachCase() {
    for (int seed = 0; seed < SPECS; seed++) {
      Random random = new Random(seed);
      Spec spec = RandomSpecs.specs().generator(GEN_SIZE).next(random).value();
      note(spec);
      for (int log = 0; log < LOGS; log++) {
        List<Capture> captures =
            RandomCaptures.logs(spec.counted()).generator(GEN_SIZE).next(random).value();
        noteOrder(captures);
        captures.forEach(capture -> note(spec, capture));
        noteAnswers(spec, captures);
      }
    }

    assertThat(found)
        .contains(
            "out of order",
            "cancellation before its document",
            "cancellation after its document",
            "hot key",
            "local day is another day",
            "window before 1970",
            "window of the far future",
            "issued before all time",
            "issued after all time",
            "issued in the first or last hours of time",
            "nothing of a metric",
            "empty log");
    assertThat(found)
        .containsAll(edges("start"))
        .containsAll(edges("live"))
        .containsAll(edges("history"))
        .containsAll(edges("future"))
        .containsAll(
            Stream.of("ISSUED", "ISSUED_LOCAL", "REGISTERED", "ARRIVED")
                .flatMap(
                    time ->
                        Stream.of("Tumbling", "Hopping", "Calendar").map(w -> time + " by " + w))
                .toList())
        .contains(
            "unbounded history",
            "history as long as live",
            "no retention",
            "filter",
            "Every early",
            "After early",
            "Every late",
            "After late",
            "ACCUMULATING",
            "DISCARDING");
  }

  private static List<String> edges(String what) {
    return Stream.of(-1, 0, 1).map(beside -> what + " edge " + beside).toList();
  }

  private void note(Spec spec) {
    for (MetricSpec metric : spec.metrics()) {
      Metric counted = metric.metric();
      Lateness lateness = counted.lateness();
      found.add(counted.time() + " by " + counted.window().getClass().getSimpleName());
      noteIf(lateness.historyMs() == Lateness.UNBOUNDED, "unbounded history");
      noteIf(lateness.historyMs() == lateness.liveMs(), "history as long as live");
      noteIf(metric.retentionMs() == 0, "no retention");
      noteIf(!counted.where().conditions().isEmpty(), "filter");
      found.add(name(metric.history().early()) + " early");
      found.add(name(metric.history().late()) + " late");
      found.add(metric.history().accumulation().name());
    }
  }

  private static String name(Firing firing) {
    return firing.getClass().getSimpleName();
  }

  private void noteIf(boolean holds, String what) {
    if (holds) {
      found.add(what);
    }
  }

  private void noteOrder(List<Capture> log) {
    noteIf(log.isEmpty(), "empty log");
    Map<String, Capture> documents = new HashMap<>();
    Map<String, Capture> cancellations = new HashMap<>();
    long lastMs = Long.MIN_VALUE;
    for (Capture capture : log) {
      String key = capture.record().accessKey();
      noteIf(capture.arrivedMs() < lastMs, "out of order");
      lastMs = capture.arrivedMs();
      if (capture.record() instanceof Document) {
        documents.put(key, capture);
        noteIf(cancellations.containsKey(key), "cancellation before its document");
      } else if (capture.record() instanceof Cancellation) {
        cancellations.put(key, capture);
        noteIf(documents.containsKey(key), "cancellation after its document");
      }
    }
    noteIf(
        log.stream()
            .collect(Collectors.groupingBy(Capture::key, Collectors.counting()))
            .values()
            .stream()
            .anyMatch(count -> count >= RandomCaptures.HOT_ROWS),
        "hot key");
  }

  private void note(Spec spec, Capture capture) {
    if (!(capture.record() instanceof Document document)
        || !Times.isPresent(document.facts().issuedMs())) {
      return;
    }
    long issuedMs = document.facts().issuedMs();
    noteIf(issuedMs < Times.FIRST_MS, "issued before all time");
    noteIf(issuedMs >= Times.END_MS, "issued after all time");
    if (!Times.inRange(issuedMs)) {
      return;
    }
    noteIf(
        issuedMs < Times.FIRST_MS + DAY_MS || issuedMs >= Times.END_MS - DAY_MS,
        "issued in the first or last hours of time");
    noteIf(
        Math.floorDiv(issuedMs, DAY_MS) != Math.floorDiv(document.facts().issuedLocalMs(), DAY_MS),
        "local day is another day");
    noteEdge("future", issuedMs - spec.maxFutureMs() - capture.arrivedMs());
    for (Metric metric : spec.counted()) {
      long timeMs = RandomFacts.timeMs(document.facts(), metric.time());
      for (Window window : metric.window().windowsOf(timeMs)) {
        noteEdge("start", timeMs - window.startMs());
        noteEdge("start", timeMs - window.endMs());
        noteEdge("live", capture.arrivedMs() - metric.lateness().liveUntilMs(window.endMs()));
        if (metric.lateness().historyMs() != Lateness.UNBOUNDED) {
          noteEdge(
              "history", capture.arrivedMs() - metric.lateness().historyUntilMs(window.endMs()));
        }
      }
    }
  }

  private void noteEdge(String what, long besideMs) {
    noteIf(Math.abs(besideMs) <= 1, what + " edge " + besideMs);
  }

  private void noteAnswers(Spec spec, List<Capture> log) {
    ReferenceCounter counter = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    log.forEach(counter::add);
    for (CountKey key : counter.tallies().keySet()) {
      noteIf(key.window().endMs() <= 0, "window before 1970");
      noteIf(key.window().startMs() > FAR_FUTURE_MS, "window of the far future");
    }
    Set<String> counted =
        counter.tallies().keySet().stream().map(CountKey::metric).collect(Collectors.toSet());
    noteIf(counted.size() < spec.metrics().size(), "nothing of a metric");
  }
}
