package dev.tandem.benchmarks.stack;

import dev.tandem.benchmarks.process.Child;
import dev.tandem.benchmarks.system.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The broker's process. */
final class BrokerProcess implements AutoCloseable {
  private static final String HEAP = "-Xmx1g";

  private final Child child;
  private final String bootstrapServers;

  private BrokerProcess(Child child, String bootstrapServers) {
    this.child = child;
    this.bootstrapServers = bootstrapServers;
  }

  static BrokerProcess start(Path folder, Path logs) {
    Child child =
        Child.talking(
            "broker",
            List.of(
                Programs.java(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                folder.toString()),
            Map.of(),
            logs);
    try {
      return new BrokerProcess(child, answer(child));
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static String answer(Child child) {
    try {
      String line = child.output().readLine();
      if (line != null) {
        return line;
      }
      throw child.failure("says nothing");
    } catch (IOException e) {
      throw child.failure("cannot be heard: " + e);
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  long pid() {
    return child.pid();
  }

  synchronized BrokerBytes bytes(String topic) {
    try {
      child.input().write(topic + "\n");
      child.input().flush();
    } catch (IOException e) {
      throw child.failure("cannot be asked: " + e);
    }
    List<Long> said = Arrays.stream(answer(child).split(" ", -1)).map(Long::valueOf).toList();
    return new BrokerBytes(said.get(0), said.get(1), said.get(2), said.get(3));
  }

  @Override
  public void close() {
    child.close();
  }
}
