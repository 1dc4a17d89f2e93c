package dev.tandem.collector.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings of each source, for people and for programs. */
public final class CheckReport {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, List<Finding>> findings;

  /**
   * A report.
   *
   * @param findings by source, in the order they are to be shown
   */
  public CheckReport(Map<String, List<Finding>> findings) {
    this.findings = findings;
  }

  /** Whether every source could be collected. */
  public boolean canRun() {
    return count(Finding.Level.PROBLEM) == 0;
  }

  private long count(Finding.Level level) {
    return findings.values().stream()
        .flatMap(List::stream)
        .filter(finding -> finding.level() == level)
        .count();
  }

  /** Lines for people; statements end in semicolons, ready to be pasted. */
  public String text() {
    StringBuilder text = new StringBuilder();
    findings.forEach(
        (source, found) -> {
          text.append("source ").append(source).append('\n');
          found.forEach(finding -> append(text, finding));
        });
    text.append(
        String.format(
            Locale.ROOT,
            "%d problems, %d pieces of advice: %s%n",
            count(Finding.Level.PROBLEM),
            count(Finding.Level.ADVICE),
            canRun() ? "the collector can run" : "the collector cannot run"));
    return text.toString();
  }

  private static void append(StringBuilder text, Finding finding) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %-7s  %s: %s%n",
            finding.level().text(),
            finding.check(),
            finding.found()));
    finding.sql().forEach(sql -> text.append("             ").append(sql).append(";\n"));
    if (!finding.remedy().isEmpty()) {
      text.append("             -- ").append(finding.remedy()).append('\n');
    }
  }

  /** One JSON object. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("canRun", canRun());
    ArrayNode sources = root.putArray("sources");
    findings.forEach(
        (source, found) -> {
          ObjectNode node = sources.addObject().put("source", source);
          ArrayNode list = node.putArray("findings");
          for (Finding finding : found) {
            ObjectNode item = list.addObject();
            item.put("check", finding.check());
            item.put("level", finding.level().text());
            item.put("found", finding.found());
            ArrayNode sql = item.putArray("sql");
            finding.sql().forEach(sql::add);
            item.put("remedy", finding.remedy());
          }
        });
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and lists can be written as JSON", e);
    }
  }
}
