package dev.tandem.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What {@code collector check} said.
 *
 * @param text for people
 * @param json for programs
 */
record Checked(int code, String text, JsonNode json) {
  /** Runs it with these flags, twice. */
  static Checked with(List<String> flags) throws Exception {
    StringWriter text = new StringWriter();
    int code = execute(flags, text);
    List<String> inJson = new ArrayList<>(flags);
    inJson.add("--json");
    StringWriter json = new StringWriter();
    int again = execute(inJson, json);
    if (again != code) {
      throw new AssertionError(code + " and then " + again + ": " + text);
    }
    return new Checked(code, text.toString(), new JsonMapper().readTree(json.toString()));
  }

  private static int execute(List<String> flags, StringWriter out) {
    List<String> arguments = new ArrayList<>(flags);
    arguments.set(0, "check");
    return CollectorMain.commandLine(Map.of(), settings -> {}, new StopSignal())
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments.toArray(String[]::new));
  }

  private Stream<JsonNode> findings(String level) {
    return StreamSupport.stream(json.at("/sources").spliterator(), false)
        .flatMap(source -> StreamSupport.stream(source.get("findings").spliterator(), false))
        .filter(finding -> finding.get("level").asText().equals(level));
  }

  /** The names of what is a problem, in order. */
  List<String> problems() {
    return findings("problem").map(finding -> finding.get("check").asText()).toList();
  }

  /** The statements that mend what is a problem. */
  List<String> sql() {
    return findings("problem")
        .flatMap(finding -> StreamSupport.stream(finding.get("sql").spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  /** Does what it said. */
  void mend(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      for (String sql : sql()) {
        statement.execute(sql);
      }
    }
  }
}
