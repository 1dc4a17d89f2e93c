package dev.tandem.benchmarks.floor;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Child;
import dev.tandem.benchmarks.process.Proc;
import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code collector run} until its snapshot of the table is in the log, as it is shipped and with
 * its own defaults, looked at from outside: by the log's ends, not by what it says of itself.
 */
final class CollectorSnapshot {
  /** As {@code ./tandem} starts it. */
  private static final String HEAP = "-Xmx512m";

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final double FROM = 0.1;
  private static final double UP_TO = 0.99;
  private static final Pattern FINISHED = Pattern.compile("snapshot finished: ([0-9,]+) rows");

  private final DocumentTable table;
  private final int rows;
  private final Place place;
  private final long brokerPid;

  /**
   * @param rows in the table
   * @param place whose log is written
   */
  CollectorSnapshot(DocumentTable table, int rows, Place place, long brokerPid) {
    this.table = table;
    this.rows = rows;
    this.place = place;
    this.brokerPid = brokerPid;
  }

  /**
   * What it cost, from when a tenth of the rows was in the log.
   *
   * @param rows read meanwhile
   */
  record Cost(double rows, double seconds, double appCpu, double databaseCpu, double brokerCpu) {}

  /** What was seen at a time; CPU in seconds. */
  private record Look(
      long timeNs, long records, double appCpu, double databaseCpu, double brokerCpu) {}

  Cost measure() throws InterruptedException {
    List<Look> looks = new ArrayList<>();
    try (Admin admin = Admin.create(place.kafka());
        Child collector = start()) {
      long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
      while (ProcessHandle.of(collector.pid()).isPresent()) {
        if (System.nanoTime() - deadlineNs > 0) {
          throw collector.failure("has not read " + rows + " rows within " + PATIENCE);
        }
        look(admin, collector, looks);
        Thread.sleep(LOOK_EVERY.toMillis());
      }
      if (collector.await(PATIENCE) != 0) {
        throw collector.failure("failed");
      }
      verifyRows();
      return cost(looks, records(admin));
    }
  }

  private void look(Admin admin, Child collector, List<Look> looks) throws InterruptedException {
    try {
      looks.add(
          new Look(
              System.nanoTime(),
              records(admin),
              Proc.cpuSeconds(collector.pid()),
              table.cpuSeconds(),
              Proc.cpuSeconds(brokerPid)));
    } catch (BenchmarkException e) {
      if (ProcessHandle.of(collector.pid()).isPresent()) {
        throw e;
      }
    }
  }

  private Cost cost(List<Look> looks, long all) {
    int to = first(looks, Math.round(all * UP_TO));
    int from = Math.min(first(looks, Math.round(all * FROM)), to - 1);
    if (from < 0) {
      throw new BenchmarkException(
          "the collector's snapshot of " + rows + " rows was over before it was seen: give more");
    }
    Look a = looks.get(from);
    Look b = looks.get(to);
    return new Cost(
        (double) (b.records() - a.records()) / all * rows,
        (b.timeNs() - a.timeNs()) / 1e9,
        b.appCpu() - a.appCpu(),
        b.databaseCpu() - a.databaseCpu(),
        b.brokerCpu() - a.brokerCpu());
  }

  private static int first(List<Look> looks, long records) {
    int i = 0;
    while (i < looks.size() - 1 && looks.get(i).records() < records) {
      i++;
    }
    return i;
  }

  private long records(Admin admin) throws InterruptedException {
    String topic = place.topics().captures();
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, place.partitions())
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException e) {
      throw new BenchmarkException("the end of " + topic + " is not known: " + e.getCause(), e);
    }
  }

  private void verifyRows() {
    Path log = place.logs().resolve(Subjects.COLLECTOR + ".log");
    try {
      Matcher finished = FINISHED.matcher(Files.readString(log));
      String read = finished.find() ? finished.group(1).replace(",", "") : "unknown how many";
      if (!read.equals(Integer.toString(rows))) {
        throw new BenchmarkException(
            "the collector's snapshot has " + read + " of " + rows + " rows: see " + log);
      }
    } catch (IOException e) {
      throw new BenchmarkException(log + " cannot be read: " + e, e);
    }
  }

  private Child start() {
    List<String> command =
        List.of(
            Programs.java(),
            HEAP,
            "-jar",
            Programs.find().jar("collector").toString(),
            "run",
            "--until-caught-up",
            "--source",
            "bench",
            "--url",
            table.database().jdbcUrl(),
            "--user",
            table.database().user(),
            "--table",
            table.name(),
            "--xml-column",
            "xml",
            "--arrival-column",
            "received_at",
            "--bootstrap-servers",
            place.bootstrapServers(),
            "--registry",
            place.registry(),
            "--topic-prefix",
            place.topics().prefix(),
            "--partitions",
            Integer.toString(place.partitions()));
    return Child.start(Subjects.COLLECTOR, command, Map.of(), place.logs());
  }
}
