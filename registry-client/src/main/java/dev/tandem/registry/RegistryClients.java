package dev.tandem.registry;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.SslConfigs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Confluent's {@link SchemaRegistryClient} from {@link RegistrySettings}. */
public final class RegistryClients {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryClients.class);

  /** Schemas the client keeps per subject; ours have a handful of versions. */
  private static final int CACHED_SCHEMAS = 1000;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private RegistryClients() {}

  /**
   * A client of a registry that has answered once. For {@code mock://name} the JVM's in-memory
   * registry of that name: every client of it sees the same schemas. The client keeps what it has
   * seen, is safe for many threads, and throws {@link IOException} and {@link RestClientException},
   * which {@link RegistryFailures#explain} makes readable.
   *
   * @throws RegistryException when the registry does not answer or refuses, with address and remedy
   */
  public static SchemaRegistryClient connect(RegistrySettings settings) {
    if (settings.isMock()) {
      return MockSchemaRegistry.getClientForScope(
          settings.urls().get(0).substring(RegistrySettings.MOCK.length()));
    }
    warnOfClearText(settings);
    RestService rest = new RestService(settings.urls());
    authenticate(rest, settings.credentials());
    SchemaRegistryClient client = client(rest, settings);
    try {
      rest.getSchemaTypes();
    } catch (IOException | RestClientException e) {
      throw RegistryFailures.explain(settings, "connect", e);
    }
    return client;
  }

  private static SchemaRegistryClient client(RestService rest, RegistrySettings settings) {
    try {
      return new CachedSchemaRegistryClient(
          rest, CACHED_SCHEMAS, List.of(), configuration(settings), Map.of());
    } catch (RuntimeException e) {
      throw RegistryFailures.explainStores(settings, e);
    }
  }

  /*
   * Confluent's configuration does not get the credentials: they would be logged with it, and the provider named there is looked
   * up with a ServiceLoader that also instantiates the OAuth provider, which needs classes Kafka 4 no longer has.
   */
  private static void authenticate(RestService rest, Credentials credentials) {
    if (credentials instanceof Credentials.Basic basic) {
      rest.setBasicAuthCredentialProvider(new FixedUser(basic));
    } else if (credentials instanceof Credentials.Bearer bearer) {
      rest.setBearerAuthCredentialProvider(new FixedToken(bearer));
    }
  }

  private static Map<String, String> configuration(RegistrySettings settings) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(
        SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
        Long.toString(settings.connectTimeout().toMillis()));
    configuration.put(
        SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
        Long.toString(settings.readTimeout().toMillis()));
    // Left out, the client would accept a certificate for any host name.
    putTls(configuration, SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "https");
    settings
        .trustStore()
        .ifPresent(
            store -> {
              putTls(configuration, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, store.file());
              putTls(configuration, SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, store.type());
              store
                  .password()
                  .ifPresent(
                      secret ->
                          putTls(
                              configuration,
                              SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                              secret.reveal()));
            });
    settings
        .keyStore()
        .ifPresent(
            store -> {
              putTls(configuration, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, store.file());
              putTls(configuration, SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, store.type());
              store
                  .password()
                  .ifPresent(
                      secret -> {
                        putTls(
                            configuration,
                            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                            secret.reveal());
                        putTls(configuration, SslConfigs.SSL_KEY_PASSWORD_CONFIG, secret.reveal());
                      });
            });
    return configuration;
  }

  private static void putTls(Map<String, String> configuration, String name, Object value) {
    configuration.put(SchemaRegistryClientConfig.CLIENT_NAMESPACE + name, value.toString());
  }

  private static void warnOfClearText(RegistrySettings settings) {
    if (settings.credentials() instanceof Credentials.Anonymous) {
      return;
    }
    for (String url : settings.urls()) {
      URI uri = URI.create(url);
      if ("http".equals(uri.getScheme()) && !THIS_MACHINE.contains(uri.getHost())) {
        LOG.warn("{} gets the registry's credentials in clear text: use https", url);
      }
    }
  }
}
