package dev.tandem.beam.pipeline;

import dev.tandem.counting.Metric;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** What leaves the ledger, besides each metric's additions. */
final class HistoryTags {
  /** What came too late or for a window that may be forgotten, by access key. */
  static final TupleTag<KV<byte[], byte[]>> EXPIRED = new TupleTag<>("expired") {};

  /** What cannot be read, by its place in the log. */
  static final TupleTag<KV<byte[], byte[]>> REJECTED = new TupleTag<>("rejected") {};

  private HistoryTags() {}

  static TupleTag<KV<AnswerKey, Addition>> additions(Metric metric) {
    return new TupleTag<>(metric.id()) {};
  }
}
