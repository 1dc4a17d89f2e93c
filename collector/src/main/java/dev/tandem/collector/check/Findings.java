package dev.tandem.collector.check;

import dev.tandem.collector.table.TableException;
import java.util.ArrayList;
import java.util.List;

/** Takes findings down, in the order they are made. */
final class Findings {
  private final List<Finding> findings = new ArrayList<>();

  void ok(String check, String found) {
    add(check, Finding.Level.OK, found, List.of(), "");
  }

  void advice(String check, String found, List<String> sql, String remedy) {
    add(check, Finding.Level.ADVICE, found, sql, remedy);
  }

  void problem(String check, String found, List<String> sql, String remedy) {
    add(check, Finding.Level.PROBLEM, found, sql, remedy);
  }

  /** A problem whose message holds the remedy. */
  void problem(String check, Exception explained) {
    List<String> sql = explained instanceof TableException table ? table.sql() : List.of();
    problem(check, explained.getMessage(), sql, "");
  }

  private void add(
      String check, Finding.Level level, String found, List<String> sql, String remedy) {
    findings.add(new Finding(check, level, found, sql, remedy));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }
}
