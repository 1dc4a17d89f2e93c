package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.worker.WorkerOptions;
import dev.tandem.beam.worker.WorkerSettingsReader;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The stream as it is submitted to Dataflow, on Beam's own runner, which reads by splitting too.
 * Where the brokers are stands in the workers' settings only.
 *
 * <p>Arguments: spec, registry, topic prefix, partitions, the file of the workers' settings.
 */
public final class DirectStreamMain {
  private static final String NO_BROKER = "127.0.0.1:1";

  private DirectStreamMain() {}

  /**
   * What a JVM needs to run it: its class path and name.
   *
   * @param beamApp the jar, beside its libraries
   */
  public static List<String> program(Path beamApp) {
    List<String> classPath =
        List.of(beamApp.toString(), placeOf(DirectStreamMain.class), placeOf(DirectRunner.class));
    return List.of(
        "-cp", String.join(File.pathSeparator, classPath), DirectStreamMain.class.getName());
  }

  private static String placeOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  public static void main(String[] arguments) throws Exception {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--enforceImmutability=false").create();
    options.setRunner(DirectRunner.class);
    options.as(WorkerOptions.class).setWorkerSettings(arguments[4]);
    // As the harness does it in a worker.
    new WorkerSettingsReader().beforeProcessing(options);
    Spec spec = new SpecReader().read(Path.of(arguments[0]));
    RegistryFormats formats = new RegistryFormats(arguments[1], arguments[2]);
    LogSource source =
        new LogSource(
            Map.of("bootstrap.servers", NO_BROKER),
            formats,
            Integer.parseInt(arguments[3]),
            spec.arrivalSlackMs());
    OutputTopics.create(source);
    Pipeline pipeline = Pipeline.create(options);
    new HistoryGraph(
            source,
            new HistorySettings(spec.metrics(), spec.maxFutureMs(), formats, false),
            new Sinks(true, List.of()),
            Run.at(System.currentTimeMillis()))
        .settledStream(pipeline);
    pipeline.run().waitUntilFinish();
  }
}
