package dev.tandem.beam.dataflow;

import com.google.api.services.dataflow.model.Job;
import java.io.PrintWriter;
import java.util.Optional;

/** Ends a running stream so that all it has read is answered. */
public final class Draining {
  private static final String DRAINED = "JOB_STATE_DRAINED";
  private static final String STREAMING = "JOB_TYPE_STREAMING";

  private Draining() {}

  /**
   * Asks for it.
   *
   * @param jobName the job's, by default the stream's own
   * @throws DataflowException where no such stream runs, or the service refuses
   */
  public static void drain(ServiceOptions options, Optional<String> jobName, PrintWriter out) {
    OptionRules.check(options, jobName);
    String name = jobName.orElse(JobKind.STREAM.jobName());
    DataflowService service = new DataflowService(BeamOptions.of(options));
    Job job =
        service
            .active(name)
            .orElseThrow(
                () ->
                    new DataflowException(
                        "--job-name = "
                            + name
                            + ": no job of that name runs in "
                            + options.region()
                            + ": `gcloud dataflow jobs list --status=active --region="
                            + options.region()
                            + " --project="
                            + options.project()
                            + "` lists those that do"));
    if (job.getType() != null && !STREAMING.equals(job.getType())) {
      throw new DataflowException(
          "--job-name = "
              + name
              + ": job "
              + job.getId()
              + " is a backfill, which ends by itself; to end it now: gcloud dataflow jobs cancel "
              + job.getId()
              + " --region="
              + options.region()
              + " --project="
              + options.project());
    }
    service.request(job, DRAINED);
    out.println("draining:  " + name + ", job " + job.getId());
    out.println("It reads no more, answers all that it has read, and ends (JOB_STATE_DRAINED).");
    out.println(
        "Its state is gone then: submit counts from the beginning again, as a later run whose"
            + " answers outrank these.");
    out.flush();
  }
}
