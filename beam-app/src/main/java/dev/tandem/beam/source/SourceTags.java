package dev.tandem.beam.source;

import dev.tandem.beam.pipeline.LogRecord;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** What leaves the source. */
final class SourceTags {
  /** Captures, by the ledger's key. */
  static final TupleTag<KV<byte[], LogRecord>> CAPTURES = new TupleTag<>("captures") {};

  /** What stands where no capture can, by its place. */
  static final TupleTag<KV<byte[], byte[]>> REJECTED = new TupleTag<>("rejected") {};

  /** How far a partition is read, where a mark was. */
  static final TupleTag<Reached> MARKS = new TupleTag<>("marks") {};

  private SourceTags() {}
}
