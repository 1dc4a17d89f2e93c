package dev.tandem.beam.dataflow;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a job is asked for with. Help, the table in docs/dataflow.md and the templates' metadata
 * come out of these fields: there is no second list.
 */
public final class DataflowOptions {
  @Mixin private ServiceOptions service;

  @Option(
      names = "--staging",
      required = true,
      paramLabel = "gs://BUCKET/PATH",
      description =
          "Where jars and the pipeline are put for the workers, and what the job keeps for a while."
              + " The bucket must be there.")
  private String staging;

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description =
          "What the job is called; a running job is updated and drained by it (default:"
              + " tandem-history, or tandem-backfill-DATE-TIME).")
  private Optional<String> jobName;

  @Option(
      names = "--service-account",
      paramLabel = "EMAIL",
      description =
          "What the workers act as (default: the project's own for Compute Engine, which may do"
              + " more than it needs to).")
  private Optional<String> serviceAccount;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "The network that workers are in (default: the one called default).")
  private Optional<String> network;

  @Option(
      names = "--subnetwork",
      paramLabel = "regions/REGION/subnetworks/NAME",
      description =
          "The subnetwork that workers are in, or its whole address; of a shared network it must be"
              + " given.")
  private Optional<String> subnetwork;

  @Option(
      names = "--no-public-ips",
      description =
          "Workers get no addresses of the internet. The subnetwork must then have Private Google"
              + " Access, and the brokers must be reached from it.")
  private boolean noPublicIps;

  @Option(
      names = "--worker-machine-type",
      defaultValue = "e2-standard-2",
      paramLabel = "TYPE",
      description = "Each worker's machine (default: ${DEFAULT-VALUE}).")
  private String workerMachineType;

  @Option(
      names = "--num-workers",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many workers it begins with (default: ${DEFAULT-VALUE}).")
  private int numWorkers;

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description =
          "How many it may have; the service adds and takes away by what there is to do (default:"
              + " 8, of a backfill 16).")
  private Optional<Integer> maxWorkers;

  @Option(
      names = "--disk-size-gb",
      defaultValue = "30",
      paramLabel = "GB",
      description = "Each worker's disk (default: ${DEFAULT-VALUE}).")
  private int diskSizeGb;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "Labels of the job, by which bills are told apart; separated by commas.")
  private Map<String, String> labels = new TreeMap<>();

  @Option(
      names = "--worker-settings",
      paramLabel = "gs://BUCKET/OBJECT",
      description =
          "A properties file that each worker reads when it starts: kafka.NAME=VALUE for the Kafka"
              + " clients (passwords, PEM certificates), TANDEM_REGISTRY_..., TANDEM_DB_.... What"
              + " it holds is never in the job.")
  private Optional<String> workerSettings;

  @Option(
      names = "--update",
      description =
          "Takes the place of the running job of this name, with all that it has counted.")
  private boolean update;

  @Option(
      names = "--template",
      paramLabel = "gs://BUCKET/OBJECT",
      description =
          "Writes a classic template there instead of starting a job. It holds all options as they"
              + " are given here.")
  private Optional<String> template;

  @Option(
      names = "--dry-run",
      description =
          "Asks Google for nothing: writes what would be asked for to --out, and says it in plain"
              + " words. Kafka and the registry are asked all the same.")
  private boolean dryRun;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where --dry-run writes job.json, pipeline.pb, pipeline.txt and plan.txt.")
  private Optional<Path> out;

  /** Which Dataflow. */
  public ServiceOptions service() {
    return service;
  }

  /** {@code gs://BUCKET/PATH}. */
  public String staging() {
    return staging;
  }

  /** The job's name, where one is given. */
  public Optional<String> jobName() {
    return jobName;
  }

  /** What workers act as. */
  public Optional<String> serviceAccount() {
    return serviceAccount;
  }

  /** The workers' network. */
  public Optional<String> network() {
    return network;
  }

  /** The workers' subnetwork. */
  public Optional<String> subnetwork() {
    return subnetwork;
  }

  /** Whether workers are reached from inside only. */
  public boolean noPublicIps() {
    return noPublicIps;
  }

  /** Each worker's machine. */
  public String workerMachineType() {
    return workerMachineType;
  }

  /** How many workers there are at first. */
  public int numWorkers() {
    return numWorkers;
  }

  /** How many workers there may be. */
  public int maxWorkers(JobKind kind) {
    return maxWorkers.orElse(kind.maxWorkers());
  }

  /** Each worker's disk, in GB. */
  public int diskSizeGb() {
    return diskSizeGb;
  }

  /** The job's labels, by key. */
  public Map<String, String> labels() {
    return new TreeMap<>(labels);
  }

  /** What each worker reads when it starts. */
  public Optional<String> workerSettings() {
    return workerSettings;
  }

  /** Whether a running job is replaced. */
  public boolean update() {
    return update;
  }

  /** Where a classic template is written. */
  public Optional<String> template() {
    return template;
  }

  /** Whether Google is asked for nothing. */
  public boolean dryRun() {
    return dryRun;
  }

  /** Where a dry run writes. */
  public Optional<Path> out() {
    return out;
  }
}
