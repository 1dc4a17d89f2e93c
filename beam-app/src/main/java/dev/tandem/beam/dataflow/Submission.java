package dev.tandem.beam.dataflow;

import dev.tandem.beam.worker.WorkerSettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.runners.dataflow.DataflowJobException;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;

/** Asks Dataflow for a job: checks first, uploads last. */
public final class Submission {
  /**
   * "The job's graph size must not exceed 10 MB" (Dataflow's documentation, Request quotas); Beam's
   * own runner takes a request to have as much. Runner v2 reads the graph from the pipeline's
   * proto.
   */
  private static final int MAX_BYTES = 10 * 1024 * 1024;

  private final DataflowOptions options;
  private final JobKind kind;
  private final List<Path> classPath;

  private Submission(DataflowOptions options, JobKind kind, List<Path> classPath) {
    this.options = options;
    this.kind = kind;
    this.classPath = classPath;
  }

  /**
   * Begins one, where its options are good as far as this machine can tell.
   *
   * @throws DataflowException naming all that is wrong
   */
  public static Submission begin(DataflowOptions options, JobKind kind) {
    OptionRules.check(options, kind);
    // A file that an option names may be in Cloud Storage.
    FileSystems.setDefaultPipelineOptions(BeamOptions.of(options.service()));
    return new Submission(options, kind, WorkerClassPath.ofThisProcess());
  }

  /**
   * Takes the workers' settings as this process's own, so that it asks Kafka and the registry as
   * they will. A dry run leaves a file in Cloud Storage alone.
   */
  public void useWorkerSettings() {
    Optional<String> file = options.workerSettings();
    if (file.isEmpty() || (options.dryRun() && Gs.isObject(file.get()))) {
      return;
    }
    if (Gs.isObject(file.get())) {
      service();
    }
    WorkerSettingsFile.read(file.get()).use();
  }

  /** Makes ready what a job writes to. */
  public interface Preparing {
    void run() throws InterruptedException;
  }

  /**
   * Submits, or shows what would be submitted.
   *
   * @param origin what the job's state belongs to, as a label's value
   * @param building puts the transforms into a pipeline
   * @param preparing is done when nothing is left that could be refused, and not in a dry run
   * @param nowMs names a backfill that is given no name
   * @param out is told what came of it
   * @throws DataflowException where the service would refuse
   * @throws DataflowFailure where it refuses all the same
   */
  public void submit(
      String origin,
      Surroundings around,
      Consumer<Pipeline> building,
      Preparing preparing,
      long nowMs,
      PrintWriter out)
      throws InterruptedException {
    JobRequest request = JobRequest.of(kind, options, origin, nowMs);
    DataflowPipelineOptions beam = BeamOptions.of(request, classPath);
    boolean template = beam.getTemplateLocation() != null;
    if (!options.dryRun()) {
      service().requireBucket("--staging", options.staging());
      options.template().ifPresent(object -> service().requireBucket("--template", object));
      if (!template) {
        new RunningJob(service(), request).check();
      }
    }
    Rehearsal rehearsal = Rehearsal.of(BeamOptions.of(request, classPath), building);
    refuseTooLarge(rehearsal);
    if (options.dryRun()) {
      List<String> plan = Plan.of(request, around, rehearsal);
      DryRun.write(options.out().orElseThrow(), rehearsal, plan);
      plan.forEach(out::println);
      out.println();
      out.println(
          "Nothing was asked of Google. job.json, pipeline.pb, pipeline.txt and plan.txt are in "
              + options.out().orElseThrow());
    } else {
      out.println(
          "uploading: " + rehearsal.uploads() + " to " + Gs.below(options.staging(), "staging"));
      out.flush();
      preparing.run();
      PipelineResult result = run(beam, building);
      List<String> done =
          template
              ? Submitted.template(request, beam.getTemplateLocation())
              : Submitted.job(request, ((DataflowPipelineJob) result).getJobId());
      done.forEach(out::println);
    }
    out.flush();
  }

  private DataflowService service() {
    return new DataflowService(BeamOptions.of(options.service()));
  }

  static void refuseTooLarge(Rehearsal rehearsal) {
    int bytes = Math.max(rehearsal.jobBytes(), rehearsal.pipeline().size());
    if (bytes > MAX_BYTES) {
      throw new DataflowException(
          String.format(
              Locale.ROOT,
              "--spec: its job would have a graph of %.1f MB, and Dataflow takes %.1f MB: divide"
                  + " its metrics among several specs, each with its own --job-name, or run it on"
                  + " Flink",
              bytes / 1e6,
              MAX_BYTES / 1e6));
    }
  }

  private PipelineResult run(DataflowPipelineOptions beam, Consumer<Pipeline> building) {
    Pipeline pipeline = Pipeline.create(beam);
    building.accept(pipeline);
    try {
      return pipeline.run();
    } catch (RuntimeException e) {
      Optional<IOException> answer = answer(e);
      if (answer.isEmpty() && !(e instanceof DataflowJobException)) {
        throw e;
      }
      throw new DataflowFailure(
          "the job was not taken: "
              + answer.map(DataflowService::said).orElse(e.getMessage())
              + ". --dry-run says which permissions and APIs it needs",
          e);
    }
  }

  private static Optional<IOException> answer(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof IOException answer) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }
}
