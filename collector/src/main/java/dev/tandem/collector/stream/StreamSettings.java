package dev.tandem.collector.stream;

import dev.tandem.collector.table.SourceTable;
import java.time.Duration;

/**
 * What is streamed.
 *
 * @param heartbeatInterval how often a heartbeat is sent on its way
 * @param placeholder what stands for an XML that an update left as it was; must be no XML
 */
public record StreamSettings(
    String source,
    SourceTable table,
    String publication,
    Duration heartbeatInterval,
    String placeholder) {

  /** How texts that cannot be decoded are marked. */
  RawText texts() {
    return new RawText(table.encoding(), "raw " + placeholder + ' ');
  }

  /** What the source's heartbeats are marked with in the database's change stream. */
  String messagePrefix() {
    return "tandem:" + source;
  }
}
