package dev.tandem.beam.dataflow;

import dev.tandem.beam.worker.WorkerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineWorkerPoolOptions.AutoscalingAlgorithmType;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A request as Beam's own options. */
final class BeamOptions {
  private static final String RUNNER_V2 = "use_runner_v2";

  private BeamOptions() {}

  /** Which Dataflow, and nothing of a job. */
  static DataflowPipelineOptions of(ServiceOptions service) {
    DataflowPipelineOptions beam = fromArguments(service.beamOptions());
    beam.setRunner(DataflowRunner.class);
    beam.setProject(service.project());
    beam.setRegion(service.region());
    return beam;
  }

  /**
   * All of a request.
   *
   * @param classPath what workers load the pipeline with
   */
  static DataflowPipelineOptions of(JobRequest request, List<Path> classPath) {
    DataflowOptions given = request.options();
    DataflowPipelineOptions beam = of(given.service());
    beam.setAppName("tandem");
    beam.setJobName(request.jobName());
    beam.setStreaming(request.kind() == JobKind.STREAM);
    beam.setUpdate(given.update());
    beam.setLabels(JobLabels.of(given.labels(), request.origin()));
    String temporary = Gs.below(given.staging(), "temp");
    beam.setStagingLocation(Gs.below(given.staging(), "staging"));
    beam.setTempLocation(temporary);
    // Else Beam asks the bucket for its settings.
    beam.setGcpTempLocation(temporary);
    beam.setFilesToStage(classPath.stream().map(Path::toString).toList());
    given.template().ifPresent(beam::setTemplateLocation);
    workers(request, beam);
    List<String> experiments =
        new ArrayList<>(beam.getExperiments() == null ? List.of() : beam.getExperiments());
    if (!experiments.contains(RUNNER_V2)) {
      experiments.add(RUNNER_V2);
    }
    beam.setExperiments(experiments);
    if (request.kind() == JobKind.STREAM) {
      beam.setEnableStreamingEngine(true);
    }
    given.workerSettings().ifPresent(beam.as(WorkerOptions.class)::setWorkerSettings);
    return beam;
  }

  private static void workers(JobRequest request, DataflowPipelineOptions beam) {
    DataflowOptions given = request.options();
    beam.setAutoscalingAlgorithm(AutoscalingAlgorithmType.THROUGHPUT_BASED);
    beam.setNumWorkers(given.numWorkers());
    beam.setMaxNumWorkers(given.maxWorkers(request.kind()));
    beam.setWorkerMachineType(given.workerMachineType());
    beam.setDiskSizeGb(given.diskSizeGb());
    beam.setUsePublicIps(!given.noPublicIps());
    given.serviceAccount().ifPresent(beam::setServiceAccount);
    given.network().ifPresent(beam::setNetwork);
    given.subnetwork().ifPresent(beam::setSubnetwork);
  }

  private static DataflowPipelineOptions fromArguments(List<String> arguments) {
    try {
      return PipelineOptionsFactory.fromArgs(arguments.toArray(new String[0]))
          .as(DataflowPipelineOptions.class);
    } catch (IllegalArgumentException e) {
      throw new DataflowException(
          "--beam-option: " + e.getMessage() + " Give options of Beam or Dataflow as --NAME=VALUE",
          e);
    }
  }
}
