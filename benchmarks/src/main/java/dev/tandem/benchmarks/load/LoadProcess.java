package dev.tandem.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Child;
import dev.tandem.benchmarks.results.ResultsFile;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends captures to one system's log and watches its answers, in another process. */
public final class LoadProcess implements AutoCloseable {
  private static final String HEAP = "-Xmx512m";

  private final ObjectMapper json = ResultsFile.mapper();
  private final Child child;

  private LoadProcess(Child child) {
    this.child = child;
  }

  /**
   * Starts it.
   *
   * @param captures the file to send from, from its beginning
   */
  public static LoadProcess start(CountingSystem system, Place place, Path captures) {
    try {
      return new LoadProcess(
          Child.talking(
              "load-" + system.name(),
              List.of(
                  Programs.java(),
                  HEAP,
                  "-cp",
                  System.getProperty("java.class.path"),
                  LoadMain.class.getName(),
                  system.name(),
                  ResultsFile.mapper().writeValueAsString(place),
                  captures.toString()),
              Map.of(),
              place.logs()));
    } catch (IOException e) {
      throw new BenchmarkException("a place cannot be told: " + e, e);
    }
  }

  /**
   * Appends the next captures as fast as it goes; returns how many were left to append. Their
   * latency is not recorded.
   */
  public long append(long captures) {
    return ask(LoadCommand.append(captures)).appended().orElseThrow();
  }

  /**
   * Waits until all that was sent and can be seen answered is.
   *
   * @param processes whose CPU time is to be read
   */
  public CatchUp awaitAnswered(List<Long> processes, Duration patience) {
    return ask(LoadCommand.await(processes, patience.toMillis())).caughtUp().orElseThrow();
  }

  /**
   * Sends the next captures at a rate.
   *
   * @param perSecond captures
   * @param warmUp at least, at the beginning, whose latencies are not recorded
   * @param length with that warm-up; both are longer where the first answer comes later
   */
  public Trial run(double perSecond, Duration warmUp, Duration length) {
    return ask(LoadCommand.run(perSecond, warmUp.toMillis(), length.toMillis()))
        .trial()
        .orElseThrow();
  }

  private LoadReply ask(LoadCommand command) {
    try {
      child.input().write(json.writeValueAsString(command) + "\n");
      child.input().flush();
      String line = child.output().readLine();
      if (line == null) {
        throw child.failure("ended");
      }
      LoadReply reply = json.readValue(line, LoadReply.class);
      reply
          .failed()
          .ifPresent(
              message -> {
                throw new BenchmarkException(message);
              });
      return reply;
    } catch (IOException e) {
      throw child.failure("cannot be talked to: " + e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
