package dev.tandem.beam.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;

/** What is said of a job that was taken. */
final class Submitted {
  private Submitted() {}

  /**
   * Its lines.
   *
   * @param id the job's; a template has none
   */
  static List<String> lines(JobRequest request, DataflowPipelineOptions beam, Optional<String> id) {
    ServiceOptions service = request.options().service();
    if (id.isEmpty()) {
      return List.of("template: " + beam.getTemplateLocation() + " is written; no job is started");
    }
    String where = " --region=" + service.region() + " --project=" + service.project();
    List<String> lines = new ArrayList<>();
    lines.add("submitted: " + request.jobName() + ", job " + id.get());
    lines.add(
        "watch:     "
            + MonitoringUtil.getJobMonitoringPageURL(
                service.project(), service.region(), id.get()));
    lines.add("           gcloud dataflow jobs describe " + id.get() + where);
    if (request.kind() == JobKind.STREAM) {
      lines.add("update:    the same command with --update");
      lines.add(
          "drain:     java -jar beam-app/target/beam-app.jar drain --project "
              + service.project()
              + " --region "
              + service.region()
              + " --job-name "
              + request.jobName());
    }
    lines.add("cancel:    gcloud dataflow jobs cancel " + id.get() + where);
    return lines;
  }
}
