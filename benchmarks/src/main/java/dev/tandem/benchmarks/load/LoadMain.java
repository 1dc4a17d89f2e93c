package dev.tandem.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.results.ResultsFile;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Place;
import dev.tandem.benchmarks.system.Systems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The load in a process of its own, so that nothing that measures disturbs it. Its arguments are a
 * system's name, a place as JSON and a file of captures. It ends when its standard input does.
 */
final class LoadMain {
  private LoadMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ObjectMapper json = ResultsFile.mapper();
    CountingSystem system = Systems.named(args[0]);
    try (Load load = new Load(system, json.readValue(args[1], Place.class), Path.of(args[2]));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        LoadReply reply = reply(load, json.readValue(line, LoadCommand.class));
        System.out.println(json.writeValueAsString(reply));
      }
    }
  }

  private static LoadReply reply(Load load, LoadCommand command) throws InterruptedException {
    try {
      return switch (command.what()) {
        case APPEND -> LoadReply.appended(load.append(command.captures()));
        case AWAIT ->
            LoadReply.caughtUp(
                load.awaitAnswered(command.processes(), Duration.ofMillis(command.patienceMs())));
        case RUN ->
            LoadReply.trial(
                load.run(
                    command.perSecond(),
                    Duration.ofMillis(command.warmUpMs()),
                    Duration.ofMillis(command.lengthMs())));
      };
    } catch (BenchmarkException e) {
      return LoadReply.failed(e.getMessage());
    }
  }
}
