package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody on another machine reaches a port of any program: all that {@code ./tandem demo} starts,
 * and beside it a collector that serves HTTP and backfills with either harness.
 */
class ListeningIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final String REGISTRY = "apicurio";
  private static final int CONNECT_MS = 2_000;

  @TempDir Path folder;

  @Test
  void shouldListenOnThisMachineAlone() throws Exception {
    List<ProcessHandle> roots = new CopyOnWriteArrayList<>();
    Path logs = Files.createDirectories(folder.resolve("logs"));
    try (ListeningWatch watch = ListeningWatch.start(() -> trees(roots));
        Child demo = demo(logs)) {
      roots.add(demo.handle());
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                demo.check();
                return demo.hasSaid("The history side counts the same log on")
                    && has(watch, "beam-app.jar", 2);
              });
      roots.add(postmaster());
      try (Child collector = beside(demo, logs, "collector", "run", List.of("--http-port", "0"));
          Child backfill =
              beside(demo, logs, "beam-app", "backfill", List.of("--harness", "LOOPBACK"))) {
        roots.add(collector.handle());
        roots.add(backfill.handle());
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  collector.check();
                  return has(watch, "collector.jar", 1);
                });
        shouldNotAnswerElsewhere(Listening.of(trees(roots)));
        assertThat(backfill.await(PATIENCE)).as(backfill::tail).isZero();
      }

      Set<Listening> seen = watch.seen();
      assertThat(seen).allMatch(Listening::isLoopback);
      // Broker and its controller; a backfill's blob server beside the stream's and its HTTP port.
      assertThat(count(seen, "local-stack.jar")).isGreaterThanOrEqualTo(2);
      assertThat(count(seen, "postgres")).isPositive();
      assertThat(count(seen, REGISTRY)).as(seen::toString).isPositive();
      assertThat(count(seen, "streams-app.jar")).isPositive();
      assertThat(count(seen, "beam-app.jar")).isGreaterThanOrEqualTo(3);
      // Killed, it would leave the programs that it started.
      int unused = demo.stop();
    }
  }

  /** The control: what is looked for would be found. */
  @Test
  void shouldFindASocketThatIsOpenToAll() throws Exception {
    try (ServerSocket open = new ServerSocket(0);
        ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Set<Listening> found = Listening.of(Map.of(ProcessHandle.current().pid(), "test"));

      assertThat(found)
          .anyMatch(each -> each.port() == open.getLocalPort() && !each.isLoopback())
          .anyMatch(each -> each.port() == closed.getLocalPort() && each.isLoopback());
      for (InetAddress address : otherAddresses()) {
        assertThat(answers(address, open.getLocalPort())).isTrue();
        assertThat(answers(address, closed.getLocalPort())).isFalse();
      }
    }
  }

  /** The database's first process, which is nobody's child. */
  private ProcessHandle postmaster() throws IOException {
    Path file = folder.resolve("demo/database/data/postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElseThrow();
  }

  private Child demo(Path logs) throws IOException {
    return Child.start(
        "demo",
        List.of(
            "-Dtandem.home=" + Tandem.home(),
            "-jar",
            Tandem.home().resolve("local-stack/target/local-stack.jar").toString()),
        768,
        Child.Life.SHORT,
        logs,
        List.of(
            "demo",
            "--dir",
            folder.resolve("demo").toString(),
            "--rows",
            "300",
            "--rate",
            "0",
            "--http-port",
            "0"),
        Map.of());
  }

  /** Starts another one of a program that the demo runs, told the same. */
  private static Child beside(
      Child demo, Path logs, String program, String command, List<String> more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    List<String> told = new ArrayList<>(told(demo, program));
    for (String own : List.of("--state-dir", "--http-port")) {
      int at = told.indexOf(own);
      if (at >= 0) {
        told.subList(at, at + 2).clear();
      }
    }
    arguments.addAll(told);
    arguments.addAll(more);
    return Child.start(
        program + '-' + command, Deployment.jar(program), 700, Child.Life.SHORT, logs, arguments);
  }

  /** What stands behind its jar and command. */
  private static List<String> told(Child demo, String program) {
    String jar = Deployment.jar(program).toString();
    List<String> line =
        demo.handle()
            .descendants()
            .map(process -> List.of(process.info().arguments().orElse(new String[0])))
            .filter(arguments -> arguments.contains(jar))
            .findFirst()
            .orElseThrow();
    return line.subList(line.indexOf(jar) + 2, line.size());
  }

  private static Map<Long, String> trees(List<ProcessHandle> roots) {
    Map<Long, String> all = new TreeMap<>();
    roots.forEach(root -> all.putAll(ListeningWatch.tree(root)));
    return all;
  }

  private static boolean has(ListeningWatch watch, String program, int atLeast) throws Exception {
    return count(watch.seen(), program) >= atLeast;
  }

  private static long count(Set<Listening> found, String program) {
    return found.stream().filter(each -> each.program().startsWith(program)).count();
  }

  private static void shouldNotAnswerElsewhere(Set<Listening> listening) throws IOException {
    List<InetAddress> others = otherAddresses();
    if (others.isEmpty()) {
      System.out.println("ListeningIT: this machine has no other address: no port was asked there");
    }
    for (InetAddress address : others) {
      for (Listening each : listening) {
        assertThat(answers(address, each.port())).as("%s, asked at %s", each, address).isFalse();
      }
    }
  }

  private static boolean answers(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_MS);
      return true;
    } catch (ConnectException | SocketTimeoutException e) {
      return false;
    }
  }

  /** Addresses of this machine that others can reach it by. */
  private static List<InetAddress> otherAddresses() throws IOException {
    List<InetAddress> others = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (each.isUp() && !each.isLoopback()) {
        Collections.list(each.getInetAddresses()).stream()
            .filter(address -> !address.isLinkLocalAddress())
            .forEach(others::add);
      }
    }
    return others;
  }
}
