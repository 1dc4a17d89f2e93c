package dev.tandem.streams.topology;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Makes a stream thread fail in the middle of a transaction: it throws when the countdown that the
 * configuration holds reaches zero.
 */
public final class FailingOnce implements TimestampExtractor, Configurable {
  static final String COUNTDOWN = "test.failing.once.countdown";
  static final String MESSAGE = "a thread fails on purpose";

  private AtomicLong countdown;

  @Override
  public void configure(Map<String, ?> configs) {
    countdown = (AtomicLong) configs.get(COUNTDOWN);
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    if (countdown.decrementAndGet() == 0) {
      throw new IllegalStateException(MESSAGE);
    }
    return record.timestamp();
  }
}
