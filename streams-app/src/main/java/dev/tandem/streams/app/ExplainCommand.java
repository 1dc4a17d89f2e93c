package dev.tandem.streams.app;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.DurationText;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.streams.topology.LiveFormats;
import dev.tandem.streams.topology.LiveSettings;
import dev.tandem.streams.topology.LiveTopology;
import dev.tandem.streams.topology.TallyListener;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.PrintWriter;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec.Target;

/** {@code explain}. */
@Command(
    name = "explain",
    description =
        "Prints what would be counted, as compiled from the spec, and the topology. Connects to"
            + " nothing.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
  @Mixin private SpecOption specOption;

  @picocli.CommandLine.Spec(Target.SELF)
  private CommandSpec command;

  @Override
  public void run() {
    PrintWriter out = command.commandLine().getOut();
    Spec spec = specOption.read();
    out.println("maxFuture " + DurationText.format(spec.maxFutureMs()));
    out.println("arrivalSlack " + DurationText.format(spec.arrivalSlackMs()));
    spec.metrics().forEach(metric -> print(metric, out));
    out.println();
    out.print(topology(spec));
    out.flush();
  }

  private static void print(MetricSpec spec, PrintWriter out) {
    Metric metric = spec.metric();
    out.println();
    out.println(metric.id());
    out.println("  event time  " + metric.time().text());
    out.println("  window      " + metric.window().text());
    out.println(
        "  dimensions  "
            + metric.dimensions().stream().map(Dimension::text).collect(Collectors.joining(", ")));
    if (!metric.where().conditions().isEmpty()) {
      out.println("  where       " + metric.where().text());
    }
    out.println(
        "  live        arrived before window end + "
            + DurationText.format(metric.lateness().liveMs()));
    out.println("  late        arrived before window end + " + history(metric.lateness()));
    out.println(
        "  retention   "
            + spec.retentionText()
            + (spec.retentionMs() == MetricSpec.UNBOUNDED
                ? ""
                : " after a window closed for live"));
  }

  private static String history(Lateness lateness) {
    return lateness.historyMs() == Lateness.UNBOUNDED
        ? "for ever"
        : DurationText.format(lateness.historyMs()) + "; later is expired";
  }

  private static String topology(Spec spec) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "explain");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none");
    Topics topics = Topics.DEFAULT;
    LiveFormats formats =
        LiveFormats.of(new Schemas(RegistrySettings.of("mock://explain")), topics);
    return LiveTopology.build(
            new LiveSettings(spec, topics, 1), formats, TallyListener.NONE, config)
        .describe()
        .toString();
  }
}
