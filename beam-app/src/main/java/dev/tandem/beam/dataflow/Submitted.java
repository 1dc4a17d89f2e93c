package dev.tandem.beam.dataflow;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;

/** What is said of a job that was taken. */
final class Submitted {
  private Submitted() {}

  /** Of a template, which is no job yet. */
  static List<String> template(JobRequest request, String location) {
    ServiceOptions service = request.options().service();
    List<String> lines = new ArrayList<>();
    lines.add("template:  " + location + " is written; no job is started");
    if (request.options().template().isPresent()) {
      lines.add(
          "start:     gcloud dataflow jobs run "
              + request.jobName()
              + " --gcs-location="
              + location
              + " --parameters=run=$(date +%s%3N) --region="
              + service.region()
              + " --project="
              + service.project());
    }
    return lines;
  }

  /** Of a job. */
  static List<String> job(JobRequest request, String id) {
    ServiceOptions service = request.options().service();
    String where = " --region=" + service.region() + " --project=" + service.project();
    List<String> lines = new ArrayList<>();
    lines.add("submitted: " + request.jobName() + ", job " + id);
    lines.add(
        "watch:     "
            + MonitoringUtil.getJobMonitoringPageURL(service.project(), service.region(), id));
    lines.add("           gcloud dataflow jobs describe " + id + where);
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
    lines.add("cancel:    gcloud dataflow jobs cancel " + id + where);
    return lines;
  }
}
