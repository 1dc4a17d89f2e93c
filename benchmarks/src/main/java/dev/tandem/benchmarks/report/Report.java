package dev.tandem.benchmarks.report;

import dev.tandem.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what was measured for people to read. */
public final class Report {
  private Report() {}

  /**
   * Writes the page and the summary. Results that hold a part only, of a run of that part, give a
   * page of that part.
   *
   * @param html the page, which needs no other file
   * @param markdown ratios and each system's figures
   */
  public static void write(Results results, Path html, Path markdown) throws IOException {
    Files.writeString(html, Page.of(results));
    Files.writeString(markdown, Markdown.of(results));
  }
}
