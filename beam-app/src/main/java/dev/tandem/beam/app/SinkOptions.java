package dev.tandem.beam.app;

import dev.tandem.beam.sink.AnswerSink;
import dev.tandem.beam.sink.FileSink;
import dev.tandem.beam.sink.PostgresSink;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.spec.DurationText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where answers go. */
final class SinkOptions {
  private static final String POSTGRESQL = "postgresql://";
  private static final String SHAPES =
      "give kafka, avro:DIR, parquet:DIR or postgresql://HOST:PORT/DATABASE";

  @Option(
      names = "--sink",
      paramLabel = "SINK",
      description = {
        "Where answers go, may be given several times: kafka (the default), avro:DIR, parquet:DIR,",
        "postgresql://HOST:PORT/DATABASE. The database's user and password come from each worker's",
        "environment, or from --worker-settings: TANDEM_DB_USER, TANDEM_DB_PASSWORD[_FILE]."
      })
  private List<String> sinks = new ArrayList<>(List.of(Sinks.TOPICS));

  @Option(
      names = "--file-interval",
      paramLabel = "DURATION",
      defaultValue = "1m",
      description =
          "How long a stream collects answers for a file (default: ${DEFAULT-VALUE}). A backfill"
              + " writes its files once.")
  private String fileInterval;

  /**
   * The sinks, in the order they are given.
   *
   * @throws UserError where one is none
   */
  Sinks sinks() {
    long everyMs =
        DurationText.parseMs(fileInterval)
            .orElseThrow(
                () ->
                    new UserError(
                        "--file-interval = " + fileInterval + ": give a duration, such as 1m"));
    if (everyMs < 1) {
      throw new UserError("--file-interval = " + fileInterval + ": give at least 1ms");
    }
    Set<String> given = new LinkedHashSet<>(sinks);
    List<AnswerSink> others = new ArrayList<>();
    for (String text : given) {
      if (!text.equals(Sinks.TOPICS)) {
        others.add(sink(text, everyMs));
      }
    }
    return new Sinks(given.contains(Sinks.TOPICS), others);
  }

  private static AnswerSink sink(String text, long everyMs) {
    if (text.startsWith(POSTGRESQL)) {
      return new PostgresSink(withoutSecrets(text));
    }
    for (FileSink.Format format : FileSink.Format.values()) {
      String prefix = format.text() + ':';
      if (text.startsWith(prefix) && text.length() > prefix.length()) {
        return new FileSink(format, folder(text, text.substring(prefix.length())), everyMs);
      }
    }
    throw new UserError("--sink = " + text + ": " + SHAPES);
  }

  /** Absolute: a worker need not run where this is started. */
  private static String folder(String text, String given) {
    if (given.contains("://")) {
      return given;
    }
    try {
      return Path.of(given).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException e) {
      throw new UserError("--sink = " + text + ": no such path can be: " + e.getReason(), e);
    }
  }

  /** What stands on a command line can be read by everybody; so it is not repeated either. */
  private static String withoutSecrets(String url) {
    String rest = url.substring(POSTGRESQL.length());
    String authority = rest.split("[/?]", 2)[0];
    if (authority.contains("@") || rest.matches(".*[?&](user|password)=.*")) {
      throw new UserError(
          "--sink "
              + POSTGRESQL
              + "...: leave user and password out; they come from TANDEM_DB_USER and"
              + " TANDEM_DB_PASSWORD (or TANDEM_DB_PASSWORD_FILE)");
    }
    if (rest.matches(".*[?&]sslpassword=.*")) {
      throw new UserError(
          "--sink "
              + POSTGRESQL
              + "...: sslpassword would stand in the pipeline and in the state: leave it out, and"
              + " name an sslkey that needs none and only the workers' user can read");
    }
    if (!rest.matches("[^/?]+/[^/?]+([?].*)?")) {
      throw new UserError("--sink = " + url + ": " + SHAPES);
    }
    return url;
  }
}
