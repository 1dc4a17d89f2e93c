package dev.tandem.localstack.launch;

import java.util.Map;

/**
 * When the engines had counted what was loaded.
 *
 * @param rows of the table
 * @param liveMs when the live side had, epoch milliseconds
 * @param historyMs when the history side had as a stream, epoch milliseconds
 * @param historyOn what that ran on, as it says itself: job server and SDK harness
 * @param backfillMs how long a backfill took, from its program's start to its end
 * @param backfillOn what that ran on
 */
record Counted(
    long rows, long liveMs, long historyMs, String historyOn, long backfillMs, String backfillOn) {

  Map<String, String> ranOn() {
    return Map.of("history", historyOn, "backfill", backfillOn);
  }
}
