package dev.tandem.beam.dataflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.http.HttpTransport;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.DataflowPackage;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.util.Transport;
import org.apache.beam.vendor.grpc.v1p60p1.com.google.protobuf.ByteString;

/**
 * A submission that ends at this process: Beam's own runner does all that it does, but files are
 * noted instead of uploaded, and the request that would create the job is kept instead of sent. So
 * a dry run shows what would be sent, and what is too large is refused before anything is uploaded.
 *
 * @param job the request's body, JSON
 * @param pipeline the pipeline's proto, as it would be staged
 * @param files what would be staged besides
 */
record Rehearsal(String job, ByteString pipeline, List<StagedFile> files) {
  private static final double MB = 1e6;
  private static final Credentials NOBODY = GoogleCredentials.newBuilder().build();

  /**
   * Rehearses.
   *
   * @param options are used up
   * @param building puts transforms into the pipeline
   */
  static Rehearsal of(DataflowPipelineOptions options, Consumer<Pipeline> building) {
    RecordingStager stager = new RecordingStager(options.getStagingLocation());
    RecordingTransport service = new RecordingTransport(options.getJobName());
    options.setGcpCredential(NOBODY);
    options.setPathValidator(new UnaskedPathValidator());
    options.setStager(stager);
    options.setDataflowClient(client(service, options));
    // A template is the same job, written instead of sent.
    if (options.getTemplateLocation() != null) {
      options.setTemplateLocation(null);
    }
    Pipeline pipeline = Pipeline.create(options);
    building.accept(pipeline);
    pipeline.run();
    return new Rehearsal(service.created(), stager.pipeline, List.copyOf(stager.files));
  }

  /** How large the request is. */
  int jobBytes() {
    return job.getBytes(UTF_8).length;
  }

  /** What would be uploaded, in words. */
  String uploads() {
    long bytes = files.stream().mapToLong(file -> new File(file.getSource()).length()).sum();
    return String.format(
        Locale.ROOT,
        "%d files, %.0f MB (what is there already is not sent again), and the pipeline, %.2f MB",
        files.size(),
        bytes / MB,
        pipeline.size() / MB);
  }

  private static Dataflow client(HttpTransport transport, DataflowPipelineOptions options) {
    return new Dataflow.Builder(transport, Transport.getJsonFactory(), request -> {})
        .setApplicationName(options.getAppName())
        .build();
  }

  /** Notes what would be uploaded, and where to. */
  private static final class RecordingStager implements Stager {
    private final List<StagedFile> files = new ArrayList<>();
    private final String staging;
    private ByteString pipeline = ByteString.EMPTY;

    RecordingStager(String staging) {
      this.staging = staging;
    }

    @Override
    public List<DataflowPackage> stageFiles(List<StagedFile> toStage) {
      files.addAll(toStage);
      return toStage.stream().map(file -> at(file.getDestination())).toList();
    }

    @Override
    public DataflowPackage stageToFile(byte[] bytes, String baseName) {
      pipeline = ByteString.copyFrom(bytes);
      return at(baseName);
    }

    private DataflowPackage at(String name) {
      return new DataflowPackage().setName(name).setLocation(Gs.below(staging, name));
    }
  }
}
