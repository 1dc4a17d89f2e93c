package dev.tandem.beam.dataflow;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.ListJobsResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.extensions.gcp.util.gcsfs.GcsPath;

/** What is asked of Google before, and besides, a submission. */
final class DataflowService {
  private final DataflowPipelineOptions options;

  /**
   * @throws DataflowException where there are no credentials
   */
  DataflowService(DataflowPipelineOptions options) {
    this.options = options;
    if (options.getGcpCredential() == null) {
      throw new DataflowException(
          "there are no Google credentials here: run `gcloud auth application-default login`, or"
              + " set GOOGLE_APPLICATION_CREDENTIALS to a key file; --dry-run needs none");
    }
  }

  /**
   * Checks that a place's bucket is there.
   *
   * @throws DataflowException where it is not, or may not be looked at
   */
  void requireBucket(String option, String place) {
    String bucket = Gs.bucket(place);
    try {
      options.getGcsUtil().getBucket(GcsPath.fromUri("gs://" + bucket + "/"));
    } catch (FileNotFoundException e) {
      throw new DataflowException(
          option
              + " = "
              + place
              + ": there is no bucket "
              + bucket
              + ": give one that is there, or make it: gcloud storage buckets create gs://"
              + bucket
              + " --project="
              + options.getProject()
              + " --location="
              + options.getRegion(),
          e);
    } catch (AccessDeniedException e) {
      throw new DataflowException(
          option
              + " = "
              + place
              + ": you may not look at bucket "
              + bucket
              + ": it may be another project's; else ask for roles/storage.legacyBucketReader and"
              + " roles/storage.objectAdmin on it",
          e);
    } catch (IOException e) {
      throw new DataflowFailure(
          option + " = " + place + ": Cloud Storage does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * The active job of a name: one that is not over.
   *
   * @throws DataflowException where the service refuses, as it does where region or project are
   *     none
   */
  Optional<Job> active(String name) {
    String page = null;
    try {
      do {
        ListJobsResponse listed =
            jobs()
                .list(options.getProject(), options.getRegion())
                .setFilter("ACTIVE")
                .setPageToken(page)
                .execute();
        List<Job> found = listed.getJobs() == null ? List.of() : listed.getJobs();
        Optional<Job> named = found.stream().filter(job -> name.equals(job.getName())).findFirst();
        if (named.isPresent()) {
          return named;
        }
        page = listed.getNextPageToken();
      } while (page != null);
      return Optional.empty();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** A job with what its list does not tell: its labels. */
  Job described(Job job) {
    try {
      return jobs()
          .get(options.getProject(), options.getRegion(), job.getId())
          .setView("JOB_VIEW_DESCRIPTION")
          .execute();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** Asks for a state of a job. */
  void request(Job job, String state) {
    try {
      jobs()
          .update(
              options.getProject(),
              options.getRegion(),
              job.getId(),
              new Job().setRequestedState(state))
          .execute();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private Dataflow.Projects.Locations.Jobs jobs() {
    return options.getDataflowClient().projects().locations().jobs();
  }

  private DataflowException refused(IOException e) {
    return new DataflowException(
        "--project = "
            + options.getProject()
            + ", --region = "
            + options.getRegion()
            + ": Dataflow answers: "
            + said(e)
            + ". Check that both are right (`gcloud compute regions list` has the regions), that"
            + " the Dataflow API is enabled, and that you have roles/dataflow.developer",
        e);
  }

  /** What the service says, without its headers and without a full stop. */
  static String said(IOException e) {
    String said =
        e instanceof GoogleJsonResponseException response && response.getDetails() != null
            ? response.getStatusCode() + " " + response.getDetails().getMessage()
            : String.valueOf(e.getMessage());
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }
}
