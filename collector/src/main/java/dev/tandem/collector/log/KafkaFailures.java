package dev.tandem.collector.log;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns what Kafka's clients throw into a message with address and remedy. */
public final class KafkaFailures {
  private KafkaFailures() {}

  /** Waits for what the client has begun. */
  public static <T> T await(LogSettings settings, String wanted, Future<T> begun) {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      throw explain(settings, wanted, e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** What a client threw, as it is shown to a user. */
  public static RuntimeException explain(LogSettings settings, String wanted, Throwable failure) {
    if (failure instanceof InterruptException interrupted) {
      return interrupted;
    }
    return new LogException(
        "cannot "
            + wanted
            + " at broker "
            + settings.bootstrapServers()
            + ": "
            + messages(failure)
            + remedy(failure),
        failure);
  }

  private static String messages(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(
            cause ->
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()))
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static String remedy(Throwable failure) {
    if (failure instanceof AuthenticationException) {
      return ". Check the security properties in --kafka-config.";
    }
    if (failure instanceof AuthorizationException) {
      return ". Grant the collector's user WRITE and DESCRIBE on its topics, READ on"
          + " collector-state, and CREATE where they do not exist yet.";
    }
    if (failure instanceof TimeoutException) {
      return ". Check --bootstrap-servers, that the broker runs, and the security properties in"
          + " --kafka-config.";
    }
    return "";
  }
}
