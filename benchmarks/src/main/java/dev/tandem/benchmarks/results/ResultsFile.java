package dev.tandem.benchmarks.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code results.json}. */
public final class ResultsFile {
  private ResultsFile() {}

  /** As figures are written everywhere here. */
  public static ObjectMapper mapper() {
    return new ObjectMapper().registerModule(new Jdk8Module());
  }

  public static void write(Results results, Path file) throws IOException {
    Files.write(
        file, mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(results));
  }

  /** Reads a file of the present {@link Results#FORMAT}. */
  public static Results read(Path file) throws IOException {
    Results results = mapper().readValue(Files.readAllBytes(file), Results.class);
    if (results.format() != Results.FORMAT) {
      throw new IOException(
          file + " is of format " + results.format() + ", this reads " + Results.FORMAT);
    }
    return results;
  }
}
