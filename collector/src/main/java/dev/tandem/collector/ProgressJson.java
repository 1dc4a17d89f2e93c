package dev.tandem.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Progress for programs: one JSON object a line, for each source every second, and at once where a
 * source tells something. What is not known yet is left out.
 */
final class ProgressJson implements ProgressPrinter.Output {
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintStream out;
  private final Clock clock;

  ProgressJson(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public long intervalMs() {
    return 1_000;
  }

  @Override
  public void passing(List<SourceStatus> statuses) {
    statuses.forEach(status -> print(of(status, clock.instant())));
  }

  @Override
  public void lasting(String line, SourceStatus status) {
    print(of(status, clock.instant()).put("message", line));
  }

  private void print(ObjectNode node) {
    synchronized (out) {
      out.println(text(node));
      out.flush();
    }
  }

  static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }

  static ObjectNode of(SourceStatus status, Instant now) {
    ObjectNode node = JSON.createObjectNode();
    node.put("time", now.toString());
    node.put("source", status.source());
    node.put("phase", status.phase().text());
    status.snapshot().ifPresent(snapshot -> put(node.putObject("snapshot"), snapshot));
    status
        .streamed()
        .ifPresent(
            streamed ->
                node.putObject("stream")
                    .put("rows", streamed.rows())
                    .put("rejected", streamed.rejected()));
    status
        .heartbeatMs()
        .ifPresent(
            heartbeatMs -> {
              node.put("heartbeat", Instant.ofEpochMilli(heartbeatMs).toString());
              node.put("heartbeatAgeMs", now.toEpochMilli() - heartbeatMs);
            });
    status
        .slot()
        .ifPresent(
            slot -> {
              ObjectNode child = node.putObject("slot");
              child.put("walStatus", slot.walStatus());
              child.put("keptBytes", slot.keptBytes());
              child.put("pendingBytes", slot.pendingBytes());
              slot.safeBytes().ifPresent(safe -> child.put("safeBytes", safe));
            });
    node.put("share", status.share());
    status.failure().ifPresent(failure -> node.put("failure", failure));
    return node;
  }

  private static void put(ObjectNode node, SourceStatus.Snapshot snapshot) {
    node.put("rows", snapshot.read().rows());
    node.put("rejected", snapshot.read().rejected());
    node.put("plannedRows", snapshot.planned());
    node.put("rowsPerSecond", Math.round(snapshot.perSecond()));
    snapshot.remainingMs().ifPresent(remaining -> node.put("remainingMs", remaining));
    node.put("over", snapshot.over());
  }
}
