package dev.tandem.beam.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.vendor.grpc.v1p60p1.com.google.protobuf.TextFormat;

/** A rehearsal in files. */
final class DryRun {
  private DryRun() {}

  /**
   * Writes it.
   *
   * @param plan in plain words
   */
  static void write(Path folder, Rehearsal rehearsal, List<String> plan) {
    ObjectMapper json = new ObjectMapper();
    try {
      Files.createDirectories(folder);
      JsonNode job = json.readTree(rehearsal.job());
      Files.writeString(
          folder.resolve("job.json"),
          json.writerWithDefaultPrettyPrinter().writeValueAsString(job) + System.lineSeparator());
      Files.write(folder.resolve("pipeline.pb"), rehearsal.pipeline().toByteArray());
      Files.writeString(
          folder.resolve("pipeline.txt"),
          TextFormat.printer().printToString(RunnerApi.Pipeline.parseFrom(rehearsal.pipeline())));
      List<String> text = new ArrayList<>(plan);
      text.add("");
      text.add("Files to stage:");
      rehearsal.files().forEach(file -> text.add("  " + file.getDestination()));
      Files.write(folder.resolve("plan.txt"), text);
    } catch (IOException e) {
      throw new DataflowException("--out = " + folder + ": cannot be written: " + e, e);
    }
  }
}
