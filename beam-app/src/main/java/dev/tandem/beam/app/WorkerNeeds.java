package dev.tandem.beam.app;

import dev.tandem.beam.sink.AnswerSink;
import dev.tandem.beam.sink.FileSink;
import dev.tandem.beam.sink.PostgresSink;
import dev.tandem.beam.sink.Sinks;
import java.util.Map;

/** What workers of a service do not have: this machine's files and environment. */
final class WorkerNeeds {
  private static final String REMEDY =
      ": workers do not have this program's environment; put it into the file of --worker-settings"
          + " gs://BUCKET/OBJECT";

  private WorkerNeeds() {}

  /**
   * Checks it.
   *
   * @param settingsToo whether workers are given a file of settings
   * @throws UserError naming sink or variable, and no value of the latter
   */
  static void check(Sinks sinks, boolean settingsToo, Map<String, String> environment) {
    for (AnswerSink sink : sinks.others()) {
      if (sink instanceof FileSink files && !files.folder().startsWith("gs://")) {
        throw new UserError(
            "--sink = "
                + sink.text()
                + ": workers have no folders of this machine; give "
                + files.format().text()
                + ":gs://BUCKET/PATH");
      }
      if (sink instanceof PostgresSink && !settingsToo) {
        throw new UserError(
            "--sink = "
                + sink.text()
                + ": workers need its user and password; put TANDEM_DB_USER and TANDEM_DB_PASSWORD"
                + " into the file of --worker-settings gs://BUCKET/OBJECT");
      }
    }
    if (!settingsToo) {
      environment.keySet().stream()
          .filter(name -> name.startsWith("TANDEM_REGISTRY_"))
          .sorted()
          .findFirst()
          .ifPresent(
              name -> {
                throw new UserError(name + REMEDY);
              });
    }
  }
}
