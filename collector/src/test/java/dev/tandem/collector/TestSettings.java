package dev.tandem.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings of sources that nobody connects to. */
final class TestSettings {
  private TestSettings() {}

  static CollectorSettings source(String name) {
    List<CollectorSettings> seen = new ArrayList<>();
    int code =
        CollectorMain.commandLine(
                Map.of(), settings -> seen.addAll(settings.sources()), new StopSignal())
            .execute(
                "run",
                "--source=" + name,
                "--url=jdbc:postgresql://localhost/docs",
                "--user=me",
                "--table=public.documents",
                "--xml-column=xml",
                "--bootstrap-servers=localhost:9092",
                "--registry=http://localhost:8081");
    if (code != 0) {
      throw new AssertionError("exit code " + code);
    }
    return seen.get(0);
  }
}
