package dev.tandem.beam.dataflow;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is asked for.
 *
 * @param kind a stream or a backfill
 * @param options as given
 * @param jobName as given, or by the job's kind
 * @param origin what the job's state belongs to, as a label's value
 */
public record JobRequest(JobKind kind, DataflowOptions options, String jobName, String origin) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A request.
   *
   * @param nowMs names a backfill that is given no name
   */
  public static JobRequest of(JobKind kind, DataflowOptions options, String origin, long nowMs) {
    return new JobRequest(kind, options, jobName(kind, options, nowMs), origin);
  }

  private static String jobName(JobKind kind, DataflowOptions options, long nowMs) {
    return options
        .jobName()
        .orElseGet(
            () ->
                kind == JobKind.STREAM
                    ? kind.jobName()
                    : kind.jobName() + '-' + TIME.format(Instant.ofEpochMilli(nowMs)));
  }
}
