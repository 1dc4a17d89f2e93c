package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/**
 * The Flex Template's image, as {@code verify} makes it: what Google's launcher finds in it. That
 * the launcher starts it is not proven, since its base is not here.
 */
class TemplateImageIT {
  private static final Path IMAGE = Tandem.home().resolve("beam-app/target/beam-app-template.tar");

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void shouldHoldTheProgramAndNothingElse() throws IOException {
    Map<String, JsonNode> documents = new HashMap<>();
    Set<String> files = new TreeSet<>();
    try (TarArchiveInputStream image = tar(Files.newInputStream(IMAGE))) {
      for (TarArchiveEntry entry = image.getNextEntry();
          entry != null;
          entry = image.getNextEntry()) {
        if (entry.getName().endsWith(".json")) {
          documents.put(entry.getName(), mapper.readTree(image.readAllBytes()));
        } else {
          files.addAll(names(image));
        }
      }
    }
    JsonNode manifest = documents.get("manifest.json").get(0);
    JsonNode config = documents.get(manifest.get("Config").asText()).get("config");
    assertThat(texts(config.get("Env")))
        .contains(
            "FLEX_TEMPLATE_JAVA_MAIN_CLASS=dev.tandem.beam.TemplateMain",
            "FLEX_TEMPLATE_JAVA_CLASSPATH=/template/classpath/*:/template/libs/*");
    assertThat(texts(config.get("Entrypoint")))
        .containsExactly("/opt/google/dataflow/java_template_launcher");
    assertThat(config.at("/Labels/org.opencontainers.image.title").asText()).contains("Tandem");
    assertThat(files)
        .contains("template/classpath/beam-app.jar")
        .anyMatch(file -> file.matches("template/libs/beam-runners-google-cloud-dataflow-java-.*"))
        .anyMatch(file -> file.matches("template/libs/model-.*"))
        .allMatch(file -> file.matches("template/((classpath|libs)/[^/]+\\.jar|jib-[a-z-]+-file)"));
  }

  private static Set<String> names(InputStream layer) throws IOException {
    Set<String> names = new TreeSet<>();
    // Closing it would close the image.
    TarArchiveInputStream files = tar(new GZIPInputStream(layer));
    for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
      if (!file.isDirectory()) {
        names.add(file.getName().replaceFirst("^/", ""));
      }
    }
    return names;
  }

  private static TarArchiveInputStream tar(InputStream in) {
    return new TarArchiveInputStream(new BufferedInputStream(in));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
