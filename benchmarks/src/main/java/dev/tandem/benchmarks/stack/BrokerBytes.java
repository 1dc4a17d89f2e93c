package dev.tandem.benchmarks.stack;

/**
 * Bytes that clients have sent to the broker and fetched from it so far, as compressed as they
 * travelled.
 *
 * @param in of all topics
 * @param out of all topics
 * @param topicIn of the topic asked for
 * @param topicOut of the topic asked for
 */
public record BrokerBytes(long in, long out, long topicIn, long topicOut) {
  /** What has come since then. */
  public BrokerBytes since(BrokerBytes then) {
    return new BrokerBytes(
        in - then.in, out - then.out, topicIn - then.topicIn, topicOut - then.topicOut);
  }
}
