package dev.tandem.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the schema registry is, who asks, and whom to trust. Prints without secrets.
 *
 * @param urls one or more {@code http://} or {@code https://} addresses of one registry, tried in
 *     turn, with the path its Confluent API lies under; or one {@code mock://name}, an in-memory
 *     registry shared by this JVM under that name (tests)
 * @param credentials sent with every request
 * @param trustStore certificates to trust instead of the JVM's
 * @param keyStore this client's own certificate
 * @param connectTimeout per address, positive
 * @param readTimeout per request, positive
 */
public record RegistrySettings(
    List<String> urls,
    Credentials credentials,
    Optional<KeyStoreFile> trustStore,
    Optional<KeyStoreFile> keyStore,
    Duration connectTimeout,
    Duration readTimeout) {
  static final String MOCK = "mock://";

  /**
   * Checks what can be checked without a connection.
   *
   * @throws RegistrySettingException naming the setting, the value and the remedy
   */
  public RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new RegistrySettingException(
          "no registry address: give one like http://localhost:8081, or several separated by"
              + " commas");
    }
    urls.forEach(RegistrySettings::check);
    if (urls.size() > 1 && urls.stream().anyMatch(url -> url.startsWith(MOCK))) {
      throw new RegistrySettingException(
          "registry addresses " + urls + " mix mock:// with others: give one mock:// or none");
    }
    checkTimeout("connect timeout", connectTimeout);
    checkTimeout("read timeout", readTimeout);
  }

  /**
   * Addresses separated by commas, anonymous, the JVM's trust, 5 s to connect and 15 s to read.
   *
   * @throws RegistrySettingException when an address cannot be one
   */
  public static RegistrySettings of(String urls) {
    return new RegistrySettings(
        Arrays.stream(urls.split(",", -1)).map(String::strip).filter(u -> !u.isEmpty()).toList(),
        new Credentials.Anonymous(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15));
  }

  /** The same, asked as somebody. */
  public RegistrySettings with(Credentials newCredentials) {
    return new RegistrySettings(
        urls, newCredentials, trustStore, keyStore, connectTimeout, readTimeout);
  }

  /** The same with certificates to trust instead of the JVM's. */
  public RegistrySettings withTrustStore(KeyStoreFile newTrustStore) {
    return new RegistrySettings(
        urls, credentials, Optional.of(newTrustStore), keyStore, connectTimeout, readTimeout);
  }

  /** The same with a certificate of this client's own. */
  public RegistrySettings withKeyStore(KeyStoreFile newKeyStore) {
    return new RegistrySettings(
        urls, credentials, trustStore, Optional.of(newKeyStore), connectTimeout, readTimeout);
  }

  /** The same with other timeouts. */
  public RegistrySettings withTimeouts(Duration newConnectTimeout, Duration newReadTimeout) {
    return new RegistrySettings(
        urls, credentials, trustStore, keyStore, newConnectTimeout, newReadTimeout);
  }

  /** The addresses as one text, to name in a message. */
  public String address() {
    return String.join(", ", urls);
  }

  boolean isMock() {
    return urls.get(0).startsWith(MOCK);
  }

  private static void check(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new RegistrySettingException(
          "registry address cannot be read ("
              + e.getReason()
              + "): write it like http://localhost:8081");
    }
    if (uri.getUserInfo() != null
        || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
      throw new RegistrySettingException(
          "registry address at "
              + uri.getHost()
              + " holds a user or a password, which would show in logs: give them as separate"
              + " settings");
    }
    boolean known =
        "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) || url.startsWith(MOCK);
    if (!known || uri.getAuthority() == null) {
      throw new RegistrySettingException(
          "registry address \""
              + url
              + "\" must start with http://, https:// or mock:// and name a host: write it like"
              + " http://localhost:8081");
    }
  }

  private static void checkTimeout(String name, Duration timeout) {
    long timeoutMs = timeout.toMillis();
    if (timeoutMs < 1 || timeoutMs > Integer.MAX_VALUE) {
      throw new RegistrySettingException(
          "registry " + name + " must be between 1 ms and 24 days: " + timeout);
    }
  }
}
