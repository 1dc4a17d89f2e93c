package dev.tandem.streams.topology;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops at what goes wrong outside the ledger's step, and says where. To go on would lose a part of
 * a capture: a change that a tally did not take, a record that was not written. So {@link
 * OnError#DEAD_LETTER} does not reach here; it takes effect before anything of a capture is put or
 * sent. Kafka Streams makes it by its class name.
 */
public final class StopAtError
    implements ProcessingExceptionHandler,
        ProductionExceptionHandler,
        DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(StopAtError.class);

  /** Makes an application stop at errors. */
  public static void addTo(Properties config) {
    String handler = StopAtError.class.getName();
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
    config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, handler);
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    LOG.error(
        "{} stops at {}: {}", context.processorNodeId(), position(context), exception.toString());
    return ProcessingExceptionHandler.Response.fail();
  }

  @Override
  public ProductionExceptionHandler.Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RetriableException) {
      return ProductionExceptionHandler.Response.retry();
    }
    LOG.error(
        "a record for {} that comes of {} cannot be written: {}",
        record.topic(),
        position(context),
        exception.toString());
    return ProductionExceptionHandler.Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public ProductionExceptionHandler.Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    LOG.error(
        "the {} of a record for {} that comes of {} cannot be written: {}",
        origin,
        record.topic(),
        position(context),
        exception.toString());
    return ProductionExceptionHandler.Response.fail();
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    LOG.error("the record at {} cannot be read: {}", position(context), exception.toString());
    return DeserializationExceptionHandler.Response.fail();
  }

  private static String position(ErrorHandlerContext context) {
    return context.topic() == null
        ? "a time of its own, in task " + context.taskId()
        : context.topic() + '-' + context.partition() + '@' + context.offset();
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // It needs none.
  }
}
