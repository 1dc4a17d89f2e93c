package dev.tandem.beam.source;

import org.apache.kafka.common.TopicPartition;

/** Finds again what a partition's marks had said. */
interface PartitionMarks {
  /** What the marks before an offset said. */
  MarkState before(TopicPartition partition, long offset);
}
