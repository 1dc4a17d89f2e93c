package dev.tandem.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Turns what the client throws into a message with address and remedy. */
public final class RegistryFailures {
  /** What the client reports when an error's body is not the registry API's JSON. */
  private static final int NOT_A_REGISTRY_ANSWER = 50005;

  private static final String AGAIN =
      "Nothing was rejected or lost: check --registry, wait until all its nodes answer alike, and"
          + " start again.";

  private RegistryFailures() {}

  /**
   * Explains a failure of the client.
   *
   * @param wanted what was being done, such as {@code register schema of subject captures-value}
   * @param failure an {@code IOException}, a {@code RestClientException}, or a run-time exception
   *     of the client
   */
  public static RegistryException explain(
      RegistrySettings settings, String wanted, Throwable failure) {
    return new RegistryException(
        "cannot "
            + wanted
            + " at registry "
            + settings.address()
            + ": "
            + messages(failure)
            + ". "
            + remedy(settings, failure),
        failure);
  }

  /** It lists a schema under its subject, and does not give it out by its id. */
  static RegistryException lagging(RegistrySettings settings, int id, String subject, int version) {
    return new RegistryException(
        "registry %s gives no schema %d, though it is version %d of its own subject %s: one of its nodes lags, or its cache is stale. %s"
            .formatted(settings.address(), id, version, subject, AGAIN));
  }

  /** It gives a schema by an id, and knows none of the subjects of the record's topic. */
  static RegistryException otherSchema(RegistrySettings settings, int id, String subject) {
    return new RegistryException(
        "registry %s has another schema under id %d, for it does not know subject %s: it is not the registry that the records were written with, or has lost the subject. %s"
            .formatted(settings.address(), id, subject, AGAIN));
  }

  /** It knows none of the subjects that records of a topic are written under. */
  static RegistryException unknownSubject(RegistrySettings settings, int id, String subject) {
    return new RegistryException(
        "registry %s knows neither schema %d nor subject %s: it is not the registry that the records were written with, or it has lost or not yet loaded its data. %s"
            .formatted(settings.address(), id, subject, AGAIN));
  }

  static RegistryException explainStores(RegistrySettings settings, RuntimeException failure) {
    String stores =
        Stream.of(settings.trustStore(), settings.keyStore())
            .flatMap(Optional::stream)
            .map(store -> store.type() + " file " + store.file())
            .collect(Collectors.joining(" or "));
    return new RegistryException(
        "cannot use "
            + stores
            + " for registry "
            + settings.address()
            + ": "
            + messages(failure)
            + ". Check the file, its type and its password.",
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

  private static String remedy(RegistrySettings settings, Throwable failure) {
    if (failure instanceof RestClientException refused) {
      return remedy(settings, refused);
    }
    if (failure instanceof UnknownHostException) {
      return "No such host is known: check the address.";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "Nothing answers there: start the registry, or check host and port.";
    }
    if (failure instanceof SocketTimeoutException) {
      return "It did not answer within %d ms (connect) or %d ms (read): check that it is healthy, or raise the timeouts."
          .formatted(settings.connectTimeout().toMillis(), settings.readTimeout().toMillis());
    }
    if (failure instanceof SSLException) {
      return "TLS failed: check http against https, the host name in the certificate, and that the"
          + " trust store"
          + settings
              .trustStore()
              .map(store -> " " + store.file())
              .orElse(" (the JVM's, none was given)")
          + " knows its issuer.";
    }
    return "Check that the address is the base URL of a Confluent-compatible schema registry.";
  }

  private static String remedy(RegistrySettings settings, RestClientException refused) {
    if (refused.getStatus() == 401 || refused.getStatus() == 403) {
      return "It refused "
          + who(settings.credentials())
          + ": check the registry's user, password or token and its rights.";
    }
    if (refused.getErrorCode() == NOT_A_REGISTRY_ANSWER) {
      return "The answer (HTTP "
          + refused.getStatus()
          + ") is not a registry's: check the path in the address (Apicurio's Confluent API is"
          + " under /apis/ccompat/v7).";
    }
    return switch (refused.getStatus()) {
      case 404 ->
          "It does not know that subject, version or id, or the path in the address is not"
              + " complete.";
      case 409 ->
          "The schema cannot stand beside the earlier versions: change it compatibly, or see the"
              + " subject's compatibility setting.";
      case 422 ->
          "It calls the request invalid: the schema and the registry's version may not fit.";
      default -> "It answered HTTP " + refused.getStatus() + ": see the registry's own log.";
    };
  }

  private static String who(Credentials credentials) {
    if (credentials instanceof Credentials.Basic basic) {
      return "user " + basic.user();
    }
    return credentials instanceof Credentials.Bearer ? "the bearer token" : "an anonymous client";
  }
}
