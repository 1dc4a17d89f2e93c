package dev.tandem.beam.dataflow;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.json.Json;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import java.io.IOException;

/** Takes the place of the service: lists one running job, and keeps what would create another. */
final class RecordingTransport extends HttpTransport {
  /** Stands where the id of a running job would. */
  static final String RUNNING_JOB = "ID-OF-THE-RUNNING-JOB";

  private final String jobName;
  private String created = "";

  RecordingTransport(String jobName) {
    this.jobName = jobName;
  }

  /** The request that would have created a job, JSON. */
  String created() {
    return created;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new MockLowLevelHttpRequest(url) {
      @Override
      public LowLevelHttpResponse execute() throws IOException {
        if (method.equals("POST")) {
          created = getContentAsString();
          return json("{\"id\": \"NOT-SUBMITTED\"}");
        }
        return json(
            "{\"jobs\": [{\"id\": \""
                + RUNNING_JOB
                + "\", \"name\": \""
                + jobName
                + "\", \"currentState\": \"JOB_STATE_RUNNING\"}]}");
      }
    };
  }

  private static LowLevelHttpResponse json(String content) {
    return new MockLowLevelHttpResponse().setContentType(Json.MEDIA_TYPE).setContent(content);
  }
}
