package dev.tandem.streams.query;

import dev.tandem.streams.instances.Staleness;
import dev.tandem.streams.query.Views.ProblemView;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes answers and problems. */
final class Replies {
  static final int UNAVAILABLE = 503;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final String RETRY_AFTER_SECONDS = "1";

  private Replies() {}

  /** An answer that is a table: JSON, or CSV where it is asked for. */
  static void table(Context request, Object view, Supplier<Table> table) {
    if (wantsCsv(request)) {
      request.contentType("text/csv; charset=utf-8").result(table.get().csv());
    } else {
      request.json(view);
    }
  }

  /** Says in a header, too, what a table has no place for. */
  static void stale(Context request, List<Staleness> stale) {
    if (!stale.isEmpty()) {
      request.header(
          "Tandem-Stale",
          stale.stream()
              .map(
                  s ->
                      "partition="
                          + s.partition()
                          + ";lag="
                          + s.lagRecords()
                          + s.watermark().map(w -> ";watermark=" + w).orElse(""))
              .collect(Collectors.joining(", ")));
    }
  }

  private static boolean wantsCsv(Context request) {
    String format = request.queryParam("format");
    if (format == null) {
      String accept = request.header("Accept");
      return accept != null && accept.toLowerCase(Locale.ROOT).startsWith("text/csv");
    }
    if (!format.equals("csv") && !format.equals("json")) {
      throw new BadRequest("format", format, "choose one of json, csv");
    }
    return format.equals("csv");
  }

  /** A problem as RFC 9457 has it. Whatever is the server's fault may be asked again. */
  static void problem(Context request, int status, String title, String detail) {
    if (status >= FIRST_SERVER_ERROR) {
      request.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    request
        .status(status)
        .json(new ProblemView(status, title, detail))
        .contentType("application/problem+json");
  }
}
