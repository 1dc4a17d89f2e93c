package dev.tandem.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.benchmarks.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The page: everything in one file, style and ECharts included. */
final class Page {
  /** What has to be known of a quick run before its figures are read. */
  static final String QUICK =
      "A quick run: it shows that everything works. Its figures are of few captures and one"
          + " repetition; do not quote them.";

  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/%s/echarts.common.min.js";
  private static final String ECHARTS_POM = "/META-INF/maven/org.webjars/echarts/pom.properties";

  private Page() {}

  static String of(Results results) {
    Figures figures = new Figures(results);
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.element("title", "Tandem benchmarks, " + results.startedAt());
    html.raw("<style>\n").raw(resource("report.css")).raw("</style></head>\n<body><main>\n");
    html.element("h1", "Tandem benchmarks");
    html.element("p", headline(results));
    if (results.quick()) {
      html.raw("<p class=\"warning\"><strong>").text(QUICK).raw("</strong></p>\n");
    }
    new RatioSection(Ratio.all(figures)).write(html);
    new SystemsSection(figures).write(html);
    new JmhSection(results.jmh()).write(html);
    new ConditionsSection(results).write(html);
    html.raw("</main>\n<script>").raw(echarts()).raw("</script>\n<script>\n");
    return html.raw(resource("report.js")).raw("</script>\n</body></html>\n").toString();
  }

  /** When, on what, over how much. */
  static String headline(Results results) {
    return results.startedAt()
        + ", "
        + results.machine().cpu()
        + ", "
        + results.machine().processors()
        + " processors, "
        + Numbers.text(results.machine().memoryMb())
        + " MB; "
        + Numbers.text(results.workload().captures())
        + " captures, "
        + results.workload().repetitions()
        + (results.workload().repetitions() == 1 ? " repetition." : " interleaved repetitions.");
  }

  private static String echarts() {
    Properties pom = new Properties();
    try (InputStream in = Page.class.getResourceAsStream(ECHARTS_POM)) {
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resource(ECHARTS.formatted(pom.getProperty("version")));
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
