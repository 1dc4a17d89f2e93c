package dev.tandem.benchmarks.floor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.benchmarks.capture.CaptureFile;
import dev.tandem.benchmarks.capture.LogAppender;
import dev.tandem.benchmarks.capture.LogRecord;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Child;
import dev.tandem.benchmarks.results.Measures;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import dev.tandem.benchmarks.system.Running;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * One consumer, one thread and HashMaps, in a process of its own: the same log and the same rule,
 * but no state that survives it and no output. It reads with the heap and the cold JVM that systems
 * have; what is measured begins when a tenth is counted, as theirs does when a tenth is answered.
 */
public final class OneThreadHashMaps implements Floor {
  private static final double MILLION = 1e6;
  private static final double MS_PER_SECOND = 1e3;

  @Override
  public List<String> subjects() {
    return List.of(Subjects.ONE_THREAD);
  }

  @Override
  public List<Observation> measure(FloorRun run) throws InterruptedException {
    Place place = run.stack().place(run.name());
    try {
      Files.createDirectories(run.logs());
      Filled filled = fill(run, place);
      long startedMs = System.currentTimeMillis();
      OneThreadReply reply = count(run, place, filled.captures());
      if (!reply.counts().equals(filled.counts())) {
        throw new BenchmarkException(
            Subjects.ONE_THREAD
                + " counts "
                + reply.counts()
                + " (windows/digest), the reference "
                + filled.counts());
      }
      return observations(run.repetition(), startedMs, reply);
    } catch (IOException e) {
      throw new BenchmarkException("folder " + run.logs() + " cannot be made: " + e, e);
    } finally {
      run.stack().deleteTopics(place);
    }
  }

  /**
   * What is in the log.
   *
   * @param captures in it
   * @param counts by the reference, see {@link CountsDigest}
   */
  private record Filled(long captures, String counts) {}

  private static Filled fill(FloorRun run, Place place) {
    Spec spec = new SpecReader().read(place.spec());
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    LogFormat format = new LogFormat(place.schemas(), place.topics().captures());
    long captures = 0;
    try (CaptureFile file = CaptureFile.open(run.captures().file());
        LogAppender appender =
            new LogAppender(place.kafka(), place.topics().captures(), place.partitions())) {
      for (long i = 0; i < run.catchUp(); i++) {
        LogRecord record = file.next().orElseThrow();
        appender.append(record);
        if (format.read(record.value()) instanceof Capture capture) {
          reference.add(capture);
          captures++;
        }
      }
      appender.flush();
    }
    return new Filled(captures, CountsDigest.of(reference.tallies()));
  }

  private static OneThreadReply count(FloorRun run, Place place, long captures) {
    List<String> command =
        List.of(
            Programs.java(),
            "-Xmx" + Running.HEAP_MB + "m",
            "-cp",
            System.getProperty("java.class.path"),
            OneThreadMain.class.getName(),
            place.bootstrapServers(),
            place.registry(),
            place.topics().captures(),
            place.spec().toString(),
            Long.toString(captures),
            Long.toString(run.stack().brokerPid()));
    try (Child child = Child.talking(Subjects.ONE_THREAD, command, Map.of(), run.logs())) {
      String line = child.output().readLine();
      if (line == null) {
        throw child.failure("said nothing");
      }
      return new ObjectMapper().readValue(line, OneThreadReply.class);
    } catch (IOException e) {
      throw new BenchmarkException(Subjects.ONE_THREAD + " cannot be heard: " + e, e);
    }
  }

  private static List<Observation> observations(
      int repetition, long startedMs, OneThreadReply reply) {
    Reading from = reply.tenth();
    Reading to = reply.end();
    double captures = to.captures() - from.captures();
    double seconds = (to.timeMs() - from.timeMs()) / MS_PER_SECOND;
    double all = (to.timeMs() - startedMs) / MS_PER_SECOND;
    return List.of(
        new Observation(
            Subjects.ONE_THREAD,
            Measures.THROUGHPUT,
            "captures/s",
            repetition,
            Map.of(),
            captures / seconds),
        new Observation(
            Subjects.ONE_THREAD,
            Measures.THROUGHPUT_WITH_START,
            "captures/s",
            repetition,
            Map.of(),
            to.captures() / all),
        cpu(repetition, "app", (to.appCpu() - from.appCpu()) / captures * MILLION),
        cpu(repetition, "broker", (to.brokerCpu() - from.brokerCpu()) / captures * MILLION),
        new Observation(
            Subjects.ONE_THREAD, Measures.RSS, "MB", repetition, Map.of(), reply.rssMb()));
  }

  private static Observation cpu(int repetition, String process, double value) {
    return new Observation(
        Subjects.ONE_THREAD,
        Measures.CPU_PER_MILLION,
        "s",
        repetition,
        Map.of(Measures.PROCESS, process),
        value);
  }
}
