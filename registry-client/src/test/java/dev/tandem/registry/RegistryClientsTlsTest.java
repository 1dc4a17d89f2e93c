package dev.tandem.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TLS against a server whose own certificate, made here by the JDK's keytool, names 127.0.0.1 and
 * nothing else.
 */
class RegistryClientsTlsTest {
  private static final String PASSWORD = "hunter2";

  @TempDir private Path folder;
  private Path serverKeys;
  private StubRegistry registry;

  @BeforeEach
  void startRegistry() throws Exception {
    serverKeys = folder.resolve("server.p12");
    keytool(
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            "registry",
            "-dname",
            "CN=registry",
            "-ext",
            "san=ip:127.0.0.1",
            "-keystore",
            serverKeys.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    registry = StubRegistry.https(context(), false);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void shouldTrustAStoreWithAPassword() {
    RegistryClients.connect(
        RegistrySettings.of(registry.url())
            .withTrustStore(new KeyStoreFile(serverKeys, Optional.of(Secret.of(PASSWORD)))));

    assertThat(registry.requests()).containsExactly("GET /schemas/types");
  }

  @Test
  void shouldTrustAPemFile() throws Exception {
    Path pem = folder.resolve("ca.pem");
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            "registry",
            "-file",
            pem.toString(),
            "-keystore",
            serverKeys.toString(),
            "-storepass",
            PASSWORD));

    RegistryClients.connect(
        RegistrySettings.of(registry.url())
            .withTrustStore(new KeyStoreFile(pem, Optional.empty())));

    assertThat(registry.requests()).containsExactly("GET /schemas/types");
  }

  @Test
  void shouldRefuseACertificateNobodyVouchesFor() {
    assertThatThrownBy(() -> RegistryClients.connect(RegistrySettings.of(registry.url())))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(registry.url())
        .hasMessageContaining("(the JVM's, none was given)");
  }

  @Test
  void shouldRefuseACertificateOfAnotherHost() {
    RegistrySettings settings =
        RegistrySettings.of(registry.url("localhost"))
            .withTrustStore(new KeyStoreFile(serverKeys, Optional.of(Secret.of(PASSWORD))));

    assertThatThrownBy(() -> RegistryClients.connect(settings))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("host name in the certificate");
  }

  @Test
  void shouldShowItsOwnCertificateWhereOneIsWanted() throws Exception {
    KeyStoreFile keys = new KeyStoreFile(serverKeys, Optional.of(Secret.of(PASSWORD)));
    try (StubRegistry strict = StubRegistry.https(context(), true)) {
      RegistrySettings stranger = RegistrySettings.of(strict.url()).withTrustStore(keys);

      assertThatThrownBy(() -> RegistryClients.connect(stranger))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(strict.url());
      RegistryClients.connect(stranger.withKeyStore(keys));

      assertThat(strict.requests()).containsExactly("GET /schemas/types");
    }
  }

  @Test
  void shouldNameTheStoreWhosePasswordIsWrong() {
    RegistrySettings settings =
        RegistrySettings.of(registry.url())
            .withTrustStore(new KeyStoreFile(serverKeys, Optional.of(Secret.of("wrong0"))));

    assertThatThrownBy(() -> RegistryClients.connect(settings))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(serverKeys.toString())
        .hasMessageContaining("its password")
        .hasMessageNotContaining("wrong0");
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(serverKeys)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void keytool(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Path output = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
