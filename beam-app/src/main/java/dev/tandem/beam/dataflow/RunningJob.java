package dev.tandem.beam.dataflow;

import com.google.api.services.dataflow.model.Job;
import java.util.Optional;

/** What runs under a request's name already, and whether the request goes with it. */
final class RunningJob {
  private static final String RUNNING = "JOB_STATE_RUNNING";
  private static final String STREAMING = "JOB_TYPE_STREAMING";

  private final DataflowService service;
  private final JobRequest request;

  RunningJob(DataflowService service, JobRequest request) {
    this.service = service;
    this.request = request;
  }

  /**
   * Checks it.
   *
   * @throws DataflowException where there is a job that must not be, none that must be, or another
   */
  void check() {
    Optional<Job> found = service.active(request.jobName());
    if (!request.options().update()) {
      found.ifPresent(this::refuseName);
      return;
    }
    Job job =
        found.orElseThrow(
            () ->
                new DataflowException(
                    "--update: no job called "
                        + request.jobName()
                        + " runs in "
                        + request.options().service().region()
                        + ": leave --update out to start one, or give --job-name of the one that"
                        + " runs"));
    if (!RUNNING.equals(job.getCurrentState())) {
      throw new DataflowException(
          "--update: job "
              + job.getId()
              + " is "
              + job.getCurrentState()
              + ": only one that is JOB_STATE_RUNNING can be updated; wait for it");
    }
    if (job.getType() != null && !STREAMING.equals(job.getType())) {
      throw new DataflowException(
          "--update: job " + job.getId() + " is a batch job, and only a stream can be updated");
    }
    if (!request.origin().equals(JobLabels.origin(service.described(job).getLabels()))) {
      throw new DataflowException(
          "--update: job "
              + job.getId()
              + " counts other metrics than this spec has, or another log: what is new would lack"
              + " all that was read before. Submit this with another --job-name, which counts from"
              + " the beginning, and drain "
              + request.jobName()
              + " when that one has caught up");
    }
  }

  private void refuseName(Job job) {
    throw new DataflowException(
        "--job-name = "
            + request.jobName()
            + ": job "
            + job.getId()
            + " of that name is active ("
            + job.getCurrentState()
            + "): --update takes its place, `drain` ends it, and another --job-name runs beside"
            + " it");
  }
}
