package dev.tandem.benchmarks.stack;

import dev.tandem.localstack.server.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A broker in a process of its own. It prints its address, then for each line that it is told, a
 * topic, how many bytes came in and went out: of all topics, and of that one. It ends when its
 * standard input does.
 */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws IOException, JMException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(broker.bootstrapServers());
      for (String topic = in.readLine(); topic != null; topic = in.readLine()) {
        String of = ",topic=" + topic;
        System.out.println(
            bytes("In", "")
                + " "
                + bytes("Out", "")
                + " "
                + bytes("In", of)
                + " "
                + bytes("Out", of));
      }
    }
  }

  /** 0 where nothing went through yet, as there is no such meter then. */
  private static long bytes(String direction, String of) throws JMException {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(
                      "kafka.server:type=BrokerTopicMetrics,name=Bytes"
                          + direction
                          + "PerSec"
                          + of),
                  "Count");
    } catch (InstanceNotFoundException e) {
      return 0;
    }
  }
}
