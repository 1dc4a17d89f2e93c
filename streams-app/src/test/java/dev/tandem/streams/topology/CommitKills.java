package dev.tandem.streams.topology;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Producers that end their thread while it commits: after all was drained that was summed, and
 * before the transaction is committed. What was drained must be gone then, and be counted again.
 */
final class CommitKills extends DefaultKafkaClientSupplier {
  static final String MESSAGE = "a thread is killed while it commits";

  private final Random random;
  private Optional<Point> next = Optional.empty();
  private int commitsLeft;
  private int done;

  /** A step of a commit, in their order. */
  enum Point {
    FLUSH,
    OFFSETS,
    COMMIT
  }

  CommitKills(Random random) {
    this.random = random;
  }

  /** One of the next commits ends its thread. */
  synchronized void arm() {
    Point[] points = Point.values();
    next = Optional.of(points[random.nextInt(points.length)]);
    commitsLeft = random.nextInt(3);
  }

  /** How many commits were ended. */
  synchronized int done() {
    return done;
  }

  private synchronized void reach(Point point) {
    if (next.equals(Optional.of(point)) && commitsLeft-- == 0) {
      next = Optional.empty();
      done++;
      throw new IllegalStateException(MESSAGE);
    }
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
      @Override
      public void flush() {
        reach(Point.FLUSH);
        super.flush();
      }

      @Override
      public void sendOffsetsToTransaction(
          Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        reach(Point.OFFSETS);
        super.sendOffsetsToTransaction(offsets, group);
      }

      @Override
      public void commitTransaction() {
        reach(Point.COMMIT);
        super.commitTransaction();
      }
    };
  }
}
