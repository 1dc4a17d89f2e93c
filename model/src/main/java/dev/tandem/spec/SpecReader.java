package dev.tandem.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tandem.counting.Metric;
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
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** The spec that ships with Tandem. */
  public Spec readDefault() {
    try (InputStream in = SpecReader.class.getResourceAsStream(DEFAULT_RESOURCE)) {
      return read(DEFAULT_RESOURCE, new String(in.readAllBytes(), UTF_8));
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
      throw new SpecException(file.toString(), List.of("the file cannot be read: " + e));
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
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new SpecException(
          origin, List.of("it is no YAML" + place + ": " + e.getOriginalMessage()));
    }
  }

  private static Spec spec(JsonNode root, List<String> problems) {
    Fields fields = new Fields("", root, problems);
    fields.allowOnly("maxFuture", "arrivalSlack", "metrics");
    long maxFutureMs = fields.durationMs("maxFuture", 0).orElse(MAX_FUTURE_MS);
    long arrivalSlackMs = fields.durationMs("arrivalSlack", 0).orElse(ARRIVAL_SLACK_MS);
    List<MetricSpec> metrics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    JsonNode list = root.path("metrics");
    if (!list.isArray() || list.isEmpty()) {
      fields.missing("metrics", "give a list of at least one metric");
      return new Spec(metrics, maxFutureMs, arrivalSlackMs);
    }
    for (int i = 0; i < list.size(); i++) {
      new MetricReader(maxFutureMs, problems)
          .read(i + 1, list.get(i))
          .ifPresent(
              metric -> {
                Metric counted = metric.metric();
                if (!names.add(counted.name())) {
                  problems.add(
                      "metric "
                          + counted.name()
                          + ": name = "
                          + counted.name()
                          + ": another metric has it; give each its own");
                }
                metrics.add(metric);
              });
    }
    return new Spec(metrics, maxFutureMs, arrivalSlackMs);
  }
}
