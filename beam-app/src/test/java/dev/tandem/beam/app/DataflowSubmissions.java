package dev.tandem.beam.app;

import dev.tandem.beam.dataflow.DataflowOptions;
import dev.tandem.beam.dataflow.JobKind;
import dev.tandem.beam.dataflow.Submission;
import dev.tandem.beam.dataflow.Surroundings;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.sink.AnswerSink;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.source.OffsetRange;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import picocli.CommandLine;

/** Dry runs of submissions whose log nobody has asked for. */
final class DataflowSubmissions {
  private static final long NOW_MS = 1_795_000_000_000L;
  private static final int PARTITIONS = 4;

  private DataflowSubmissions() {}

  /** What a dry run says. */
  static String stream(Path out, Spec spec, List<AnswerSink> files, String... more)
      throws InterruptedException {
    HistoryGraph graph = graph(spec, false, files);
    return submit(JobKind.STREAM, out, graph, more);
  }

  static String stream(Path out, Spec spec, String... more) throws InterruptedException {
    return stream(out, spec, List.of(), more);
  }

  static String backfill(Path out, Spec spec, String... more) throws InterruptedException {
    return submit(JobKind.BACKFILL, out, graph(spec, true, List.of()), more);
  }

  /** What a dry run has written. */
  static RunnerApi.Pipeline pipeline(Path out) throws IOException {
    return RunnerApi.Pipeline.parseFrom(Files.readAllBytes(out.resolve("pipeline.pb")));
  }

  static Spec spec(String yaml) {
    return new SpecReader().read("test", yaml);
  }

  private static String submit(JobKind kind, Path out, HistoryGraph graph, String... more)
      throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--project=my-project",
                "--region=southamerica-east1",
                "--staging=gs://my-bucket/tandem",
                "--dry-run",
                "--out=" + out));
    arguments.addAll(List.of(more));
    DataflowOptions options = new DataflowOptions();
    new CommandLine(options).parseArgs(arguments.toArray(new String[0]));
    StringWriter said = new StringWriter();
    Submission.begin(options, kind)
        .submit(
            "origin",
            new Surroundings(
                graph.source().kafka(),
                graph.source().registry().registry(),
                graph.sinks().texts()),
            pipeline -> {
              if (kind == JobKind.BACKFILL) {
                graph.backfill(pipeline, List.of(new OffsetRange(0, 0, 10)));
              } else {
                graph.settledStream(pipeline);
              }
            },
            () -> {
              throw new IllegalStateException("a dry run makes nothing ready");
            },
            NOW_MS,
            new PrintWriter(said, true));
    return said.toString();
  }

  private static HistoryGraph graph(Spec spec, boolean bounded, List<AnswerSink> files) {
    RegistryFormats registry = new RegistryFormats("mock://dataflow", "");
    return new HistoryGraph(
        new LogSource(
            Map.of("bootstrap.servers", "broker.example:9093", "security.protocol", "SASL_SSL"),
            registry,
            PARTITIONS,
            spec.arrivalSlackMs()),
        new HistorySettings(spec.metrics(), spec.maxFutureMs(), registry, bounded),
        new Sinks(true, files),
        Run.at(NOW_MS));
  }
}
