package dev.tandem.beam.template;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ContainerSpec;
import com.google.api.services.dataflow.model.SDKInfo;
import com.google.api.services.dataflow.model.TemplateMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a Flex Template is started by: which image, and which parameters it takes. */
public final class TemplateFile {
  private static final String NAME = "Tandem: the history side";

  private TemplateFile() {}

  /**
   * Writes it.
   *
   * @param image where the image is, in a registry that the project can read
   * @param description what the template does
   * @throws TemplateException where it cannot be written
   */
  public static void write(
      Path file, String image, String description, TemplateParameters parameters) {
    ContainerSpec spec =
        new ContainerSpec()
            .setImage(image)
            .setSdkInfo(new SDKInfo().setLanguage("JAVA"))
            .setMetadata(
                new TemplateMetadata()
                    .setName(NAME)
                    .setDescription(description)
                    .setStreaming(true)
                    .setSupportsExactlyOnce(true)
                    // A change that reached a tally twice would count twice.
                    .setSupportsAtLeastOnce(false)
                    .setParameters(parameters.metadata()));
    try {
      Files.writeString(file, GsonFactory.getDefaultInstance().toPrettyString(spec) + '\n');
    } catch (IOException e) {
      throw new TemplateException(
          "--out = "
              + file
              + ": cannot be written: "
              + e
              + ". Give a file in a folder that is there",
          e);
    }
  }
}
