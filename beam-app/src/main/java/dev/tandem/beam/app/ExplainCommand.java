package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.spec.DurationText;
import dev.tandem.spec.Spec;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec.Target;

/** {@code explain}. */
@Command(
    name = "explain",
    description =
        "Prints what would be counted, when it is said, what is kept and for how long, and the"
            + " graph. Connects to nothing.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
  @Mixin private SpecOption specOption;
  @Mixin private SinkOptions sinkOptions;

  @picocli.CommandLine.Spec(Target.SELF)
  private CommandSpec command;

  @Override
  public void run() {
    Spec spec = specOption.read();
    Sinks sinks = sinkOptions.sinks();
    HistorySettings stream = settings(spec, false);
    sinks.check(stream);
    PrintWriter out = command.commandLine().getOut();
    out.println("maxFuture     " + DurationText.format(spec.maxFutureMs()));
    out.println("arrivalSlack  " + DurationText.format(spec.arrivalSlackMs()));
    out.println("sinks         " + String.join(", ", sinks.texts()));
    out.println(
        "run keeps     an entry of each access key for ever, and of each metric what it says"
            + " below");
    out.println(
        "backfill      says each window once, at the end, live, late and expired; keeps nothing");
    spec.metrics().forEach(metric -> MetricText.lines(metric).forEach(out::println));
    HistoryGraph graph = new HistoryGraph(source(spec), stream, sinks, Run.at(0));
    print("run", HistoryStages.of(graph, true), out);
    HistoryGraph backfill = new HistoryGraph(source(spec), settings(spec, true), sinks, Run.at(0));
    print("backfill", HistoryStages.of(backfill, false), out);
    out.flush();
  }

  private static void print(String command, List<String> stages, PrintWriter out) {
    out.println();
    out.println(command + ", as Flink names it:");
    stages.forEach(stage -> out.println("  " + stage));
  }

  private static RegistryFormats nowhere() {
    return new RegistryFormats("mock://explain", "");
  }

  private static HistorySettings settings(Spec spec, boolean bounded) {
    return new HistorySettings(spec.metrics(), spec.maxFutureMs(), nowhere(), bounded);
  }

  private static LogSource source(Spec spec) {
    return new LogSource(
        Map.of("bootstrap.servers", "nowhere:9092"), nowhere(), 1, spec.arrivalSlackMs());
  }
}
