package dev.tandem.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a spec and checks it as a whole: one exception names everything that is wrong. */
public final class SpecReader {
  private static final String DEFAULT_RESOURCE = "default-spec.yaml";
  private static final long MAX_FUTURE_MS = 86_400_000;
  private static final long ARRIVAL_SLACK_MS = 60_000;

  private final ObjectMapper yaml =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The spec that ships with Tandem. */
  public Spec readDefault() {
    return read(DEFAULT_RESOURCE, defaultText());
  }

  /** The spec that ships with Tandem, as YAML. */
  public static String defaultText() {
    try (InputStream in = SpecReader.class.getResourceAsStream(DEFAULT_RESOURCE)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws SpecException where it cannot be read or run
   */
  public Spec read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new SpecException(
          file.toString(),
          List.of(
              "it cannot be read ("
                  + e.getClass().getSimpleName()
                  + "): check that it is there, readable and UTF-8"));
    }
  }

  /**
   * Reads a text.
   *
   * @param origin where it comes from, for messages
   * @throws SpecException where it cannot be read or run
   */
  public Spec read(String origin, String text) {
    List<String> problems = new ArrayList<>();
    Spec spec = spec(root(origin, text), problems);
    if (!problems.isEmpty()) {
      throw new SpecException(origin, problems);
    }
    return spec;
  }

  private JsonNode root(String origin, String text) {
    try {
      JsonNode root = yaml.readTree(text);
      if (root.isObject()) {
        return root;
      }
      throw new SpecException(origin, List.of("it is no YAML object: begin it with metrics:"));
    } catch (MismatchedInputException e) {
      throw new SpecException(
          origin, List.of("a second YAML document begins" + place(e) + ": give one document"));
    } catch (JsonProcessingException e) {
      throw new SpecException(
          origin, List.of("it is no YAML" + place(e) + ": " + e.getOriginalMessage()));
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static Spec spec(JsonNode root, List<String> problems) {
    Fields fields = new Fields("", root, problems);
    fields.allowOnly("maxFuture", "arrivalSlack", "metrics");
    long maxFutureMs = fields.durationMs("maxFuture", 0).orElse(MAX_FUTURE_MS);
    long arrivalSlackMs = fields.durationMs("arrivalSlack", 0).orElse(ARRIVAL_SLACK_MS);
    return new Spec(metrics(fields, maxFutureMs, problems), maxFutureMs, arrivalSlackMs);
  }

  private static List<MetricSpec> metrics(Fields fields, long maxFutureMs, List<String> problems) {
    String remedy = "give a list of at least one metric";
    List<MetricSpec> metrics = new ArrayList<>();
    if (!fields.has("metrics")) {
      fields.missing("metrics", remedy);
      return metrics;
    }
    JsonNode list = fields.get("metrics");
    if (!list.isArray() || list.isEmpty()) {
      fields.problem("metrics", list, remedy);
      return metrics;
    }
    MetricReader reader = new MetricReader(maxFutureMs, problems);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      reader.read(i + 1, list.get(i)).ifPresent(metrics::add);
      String name = list.get(i).path("name").asText("");
      if (!name.isEmpty() && !names.add(name)) {
        problems.add(
            "metric number "
                + (i + 1)
                + ": name = \""
                + name
                + "\": another metric has it; give each its own");
      }
    }
    return metrics;
  }
}
