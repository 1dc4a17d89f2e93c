package dev.tandem.localstack.launch;

import java.time.LocalDate;
import java.util.List;

/** Questions to ask a live side, as curl commands: those of the README. */
final class Examples {
  private Examples() {}

  /**
   * The commands.
   *
   * @param at address of an instance
   * @param today in UTC
   * @param accessKey of a document that was counted
   */
  static List<String> of(String at, LocalDate today, String accessKey) {
    String metrics = at + "/v1/metrics";
    String days = metrics + "/documents-by-issuer-day";
    String year = "from=" + today.withDayOfYear(1) + "&to=" + today.plusYears(1).withDayOfYear(1);
    return List.of(
        "curl -s " + metrics,
        curl(metrics + "/documents-by-state-month/counts?state=SP&model=65&" + year),
        curl(days + "/top?window=" + today + "&by=net-value&n=5"),
        curl(days + "/top?window=" + today + "&format=csv"),
        curl(days + "/why?window=" + today),
        "curl -s " + at + "/v1/documents/" + accessKey + "/why",
        "curl -s " + at + "/v1/quality",
        "curl -s " + at + "/v1/progress",
        "curl -sN '" + metrics + "/documents-by-issuer-minute/changes?model=55'");
  }

  private static String curl(String url) {
    return "curl -s '" + url + "'";
  }
}
