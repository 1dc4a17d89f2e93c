package dev.tandem.beam.dataflow;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which Dataflow: what every command that speaks to it needs. */
public final class ServiceOptions {
  @Option(
      names = "--project",
      required = true,
      paramLabel = "ID",
      description = "The Google Cloud project that the job runs in and is billed to.")
  private String project;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "REGION",
      description = "Where the job and its workers run, such as southamerica-east1.")
  private String region;

  @Option(
      names = "--beam-option",
      paramLabel = "--NAME=VALUE",
      description = "Any other option of Beam or of Dataflow; may be given several times.")
  private List<String> beamOptions = new ArrayList<>();

  /** The project's id. */
  public String project() {
    return project;
  }

  /** The region's name. */
  public String region() {
    return region;
  }

  /** As Beam reads them: {@code --NAME=VALUE}. */
  public List<String> beamOptions() {
    return List.copyOf(beamOptions);
  }
}
