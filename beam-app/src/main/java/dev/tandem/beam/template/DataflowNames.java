package dev.tandem.beam.template;

import java.util.Map;
import java.util.Set;

/**
 * Which options of {@code submit} are no parameters of a template, since whoever starts one gives
 * them to Dataflow itself: its launcher passes them on under Beam's names.
 */
final class DataflowNames {
  /** By Beam's names, as Dataflow's launcher says them. */
  static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("project", "--project"),
          Map.entry("region", "--region"),
          Map.entry("jobName", "--job-name"),
          Map.entry("update", "--update"),
          Map.entry("stagingLocation", "--staging"),
          Map.entry("serviceAccount", "--service-account"),
          Map.entry("network", "--network"),
          Map.entry("subnetwork", "--subnetwork"),
          Map.entry("usePublicIps", "--no-public-ips"),
          Map.entry("workerMachineType", "--worker-machine-type"),
          Map.entry("numWorkers", "--num-workers"),
          Map.entry("maxNumWorkers", "--max-workers"),
          Map.entry("diskSizeGb", "--disk-size-gb"),
          Map.entry("labels", "--labels"));

  /** What a template has no use for: it is neither rehearsed nor made into another template. */
  static final Set<String> OF_NO_USE = Set.of("--dry-run", "--out", "--template", "--beam-option");

  private DataflowNames() {}
}
