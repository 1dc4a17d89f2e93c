package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Machine;
import dev.tandem.benchmarks.results.Observation;
import dev.tandem.benchmarks.results.Results;
import dev.tandem.benchmarks.results.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Under which conditions the figures came about, what they do not show, and all of them. */
final class ConditionsSection {
  private static final List<String> NOT_MEASURED =
      List.of(
          "Several machines: broker, system and load share this one's processors, so a system that"
              + " leaves the broker more of them gains by it.",
          "Replication: the broker is alone and keeps one copy.",
          "A network: all goes over the loopback interface.",
          "Days of running: state of the size that the workload has, no more.",
          "Google Dataflow: the history side runs on portable Flink in its own process.",
          "Tuning: each system runs with the settings that its documentation or its author would"
              + " start with.");

  private final Results results;

  ConditionsSection(Results results) {
    this.results = results;
  }

  void write(Html html) {
    Workload workload = results.workload();
    html.element("h2", "How it was measured");
    html.list(workload.rules());
    html.table(
        Table.of(1, "workload", "")
            .row("captures", Numbers.text(workload.captures()))
            .row("documents counted", Numbers.text(workload.documents()))
            .row("windows, over all metrics", Numbers.text(workload.windows()))
            .row("marks", Numbers.text(workload.marks()))
            .row("bytes of a capture, mean", Numbers.text(workload.captureBytes()))
            .row("partitions", Integer.toString(workload.partitions()))
            .row("repetitions", Integer.toString(workload.repetitions()))
            .row("seed", Long.toString(workload.seed()))
            .build());
    html.element("p", "Metrics: " + String.join(", ", workload.metrics()) + ".");
    html.element("h2", "What is not measured");
    html.list(NOT_MEASURED);
    machine(html, results.machine());
    html.raw("<details><summary>All figures, repetition by repetition</summary>\n");
    html.table(observations()).raw("</details>\n");
  }

  private void machine(Html html, Machine machine) {
    html.element("h2", "Machine and commands");
    html.table(
        Table.of(2, "machine", "")
            .row("processor", machine.cpu())
            .row("processors", Integer.toString(machine.processors()))
            .row("memory", Numbers.text(machine.memoryMb()) + " MB")
            .row("disk", machine.disk())
            .row("system", machine.os() + ", " + machine.kernel())
            .row("Java", machine.java())
            .row("load average before", Numbers.text(machine.loadBefore()))
            .row("versions", String.join(", ", machine.versions()))
            .build());
    html.raw("<pre>").text(String.join(" ", results.command())).raw("</pre>\n");
    html.element(
        "p",
        "Begun "
            + results.startedAt()
            + ", took "
            + Numbers.text(results.seconds() / 60)
            + " minutes.");
  }

  private Table observations() {
    Table.Builder table = Table.of(3, "subject", "measure", "at", "repetition", "value", "unit");
    results.observations().stream()
        .sorted(
            Comparator.comparing(Observation::subject)
                .thenComparing(Observation::measure)
                .thenComparing(o -> at(o))
                .thenComparingInt(Observation::repetition))
        .forEach(
            o ->
                table.row(
                    o.subject(),
                    o.measure(),
                    at(o),
                    Integer.toString(o.repetition()),
                    Numbers.text(o.value()),
                    o.unit()));
    return table.build();
  }

  private static String at(Observation observation) {
    return new TreeMap<>(observation.at())
        .entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }
}
