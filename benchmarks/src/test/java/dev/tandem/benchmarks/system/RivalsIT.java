package dev.tandem.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.benchmarks.capture.CaptureFile;
import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.capture.LogAppender;
import dev.tandem.benchmarks.capture.LogRecord;
import dev.tandem.benchmarks.stack.SharedStack;
import dev.tandem.benchmarks.stack.Stack;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rivals as processes over a real log, killed in the middle of it. */
class RivalsIT {
  private static final int ROWS = 1_500;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path folder;
  private static Stack stack;
  private static Spec spec;
  private static List<LogRecord> log;
  private static SortedMap<CountKey, Tally> expected;

  @BeforeAll
  static void start() {
    stack = SharedStack.get();
    spec = new SpecReader().read(stack.spec());
    Captures captures =
        Captures.make(5, ROWS, spec, Stack.PARTITIONS, stack.schemas(), folder.resolve("captures"));
    log = read(captures.file());
    expected = expected();
  }

  @Test
  void shouldCountAsTheReferenceThroughAKill() throws InterruptedException {
    try (Rival streams = Rival.start(new KafkaStreamsDsl(Programs.find()));
        Rival flink = Rival.start(new FlinkNative(Programs.find()))) {
      List<Rival> rivals = List.of(streams, flink);
      List<LogRecord> firstHalf = log.subList(0, log.size() / 2);
      rivals.forEach(rival -> rival.append(firstHalf));
      await()
          .atMost(PATIENCE)
          .until(() -> streams.isCounting() && flink.isCounting() && flink.hasCheckpoint());
      for (Rival rival : rivals) {
        rival.running.kill();
        rival.append(log.subList(firstHalf.size(), log.size()));
        rival.running.startAgain(true);
      }
      for (Rival rival : rivals) {
        await().atMost(PATIENCE).until(rival::isDone);
        assertThat(rival.answers.tallies()).isEqualTo(expected);
      }
    }
  }

  /** One that runs. */
  private record Rival(Running running, Answers answers) implements AutoCloseable {
    static Rival start(CountingSystem system) throws InterruptedException {
      Running running = Running.start(system, stack.place(system.name()));
      return new Rival(running, new Answers(system, running.place()));
    }

    void append(List<LogRecord> records) {
      Place place = running.place();
      try (LogAppender appender =
          new LogAppender(place.kafka(), place.topics().captures(), place.partitions())) {
        records.forEach(appender::append);
        appender.flush();
      }
    }

    boolean isCounting() {
      running.check();
      return !answers.tallies().isEmpty();
    }

    boolean isDone() {
      running.check();
      return answers.tallies().equals(expected);
    }

    boolean hasCheckpoint() throws IOException {
      try (Stream<Path> files = Files.walk(running.place().folder())) {
        return files.anyMatch(file -> file.endsWith("_metadata"));
      } catch (UncheckedIOException e) {
        // A file of Flink's was gone before it was looked at.
        return false;
      }
    }

    @Override
    public void close() {
      answers.close();
      running.close();
    }
  }

  private static List<LogRecord> read(Path file) {
    List<LogRecord> records = new ArrayList<>();
    try (CaptureFile captures = CaptureFile.open(file)) {
      for (Optional<LogRecord> next = captures.next(); next.isPresent(); next = captures.next()) {
        records.add(next.get());
      }
    }
    return records;
  }

  private static SortedMap<CountKey, Tally> expected() {
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    LogFormat format = new LogFormat(stack.schemas(), "captures");
    for (LogRecord each : log) {
      if (format.read(each.value()) instanceof Capture capture) {
        reference.add(capture);
      }
    }
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    reference
        .tallies()
        .forEach(
            (key, tally) -> tallies.put(key, new Tally(tally.live(), tally.late(), Measures.ZERO)));
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }
}
