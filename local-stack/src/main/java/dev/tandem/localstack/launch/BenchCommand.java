package dev.tandem.localstack.launch;

import dev.tandem.localstack.server.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./tandem bench}: the benchmarks' own program, with all of its options. */
@Command(
    name = "bench",
    description = {
      "Measures both sides beside rivals and floors, and writes a report.",
      "--help shows its options."
    })
final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "dev.tandem.benchmarks.BenchMain";
  private static final String HEAP = "-Xmx4g";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ChildJvm.command());
    command.addAll(List.of(HEAP, "-cp", Home.find().jar("benchmarks").toString(), MAIN));
    command.addAll(arguments);
    Process bench = new ProcessBuilder(command).inheritIO().start();
    // Ctrl-C reaches it by itself, SIGTERM does not.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bench), "end-bench"));
    return bench.waitFor();
  }

  private static void end(Process bench) {
    bench.destroy();
    bench.onExit().join();
  }
}
