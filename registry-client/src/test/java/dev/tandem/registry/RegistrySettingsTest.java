package dev.tandem.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeSeveralAddresses() {
    assertThat(RegistrySettings.of("http://a:8081, https://b/apis/ccompat/v7").urls())
        .containsExactly("http://a:8081", "https://b/apis/ccompat/v7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "localhost:8081", "ftp://a", "http://", "http:/a", "http://a b"})
  void shouldRefuseWhatIsNoAddress(String urls) {
    assertThatThrownBy(() -> RegistrySettings.of(urls))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("like http://localhost:8081");
  }

  @Test
  void shouldRefuseAPasswordInTheAddressWithoutRepeatingIt() {
    assertThatThrownBy(() -> RegistrySettings.of("http://ana:hunter2@registry:8081"))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("separate settings")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void shouldRefuseAMockBesideARealRegistry() {
    assertThatThrownBy(() -> RegistrySettings.of("mock://a,http://b"))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("[mock://a, http://b]");
  }

  @Test
  void shouldRefuseATimeoutOfZero() {
    RegistrySettings settings = RegistrySettings.of("http://a");

    assertThatThrownBy(() -> settings.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("connect timeout")
        .hasMessageContaining("PT0S");
  }

  @Test
  void shouldPrintWithoutSecrets() throws IOException {
    Path store = Files.createFile(folder.resolve("trust.p12"));
    RegistrySettings settings =
        RegistrySettings.of("https://a")
            .with(new Credentials.Bearer(Secret.of("hunter2")))
            .withTrustStore(new KeyStoreFile(store, Optional.of(Secret.of("hunter3"))));

    assertThat(settings.toString()).contains("https://a", "trust.p12").doesNotContain("hunter");
  }

  @Test
  void shouldReadUserAndStoresFromTheEnvironment() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hunter2\n");
    Path trust = Files.createFile(folder.resolve("trust.jks"));
    Path keys = Files.createFile(folder.resolve("keys.pem"));

    RegistrySettings settings =
        new RegistryEnvironment(
                Map.of(
                    "TANDEM_REGISTRY_USER", "ana",
                    "TANDEM_REGISTRY_PASSWORD_FILE", password.toString(),
                    "TANDEM_REGISTRY_TRUSTSTORE", trust.toString(),
                    "TANDEM_REGISTRY_TRUSTSTORE_PASSWORD", "hunter3",
                    "TANDEM_REGISTRY_KEYSTORE", keys.toString()))
            .settings("https://a");

    assertThat(settings)
        .isEqualTo(
            RegistrySettings.of("https://a")
                .with(new Credentials.Basic("ana", Secret.of("hunter2")))
                .withTrustStore(new KeyStoreFile(trust, Optional.of(Secret.of("hunter3"))))
                .withKeyStore(new KeyStoreFile(keys, Optional.empty())));
  }

  @Test
  void shouldReadATokenFromTheEnvironment() {
    assertThat(
            new RegistryEnvironment(Map.of("TANDEM_REGISTRY_TOKEN", "hunter2"))
                .settings("http://a")
                .credentials())
        .isEqualTo(new Credentials.Bearer(Secret.of("hunter2")));
    assertThat(new RegistryEnvironment(Map.of()).settings("http://a").credentials())
        .isEqualTo(new Credentials.Anonymous());
  }

  @Test
  void shouldNameBothVariablesThatDisagree() {
    assertThatThrownBy(() -> read(Map.of("TANDEM_REGISTRY_USER", "ana")))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("TANDEM_REGISTRY_USER is set")
        .hasMessageContaining("TANDEM_REGISTRY_PASSWORD (or TANDEM_REGISTRY_PASSWORD_FILE)");
    assertThatThrownBy(() -> read(Map.of("TANDEM_REGISTRY_PASSWORD", "hunter2")))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("TANDEM_REGISTRY_USER is not")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> read(Map.of("TANDEM_REGISTRY_TOKEN", "a", "TANDEM_REGISTRY_TOKEN_FILE", "b")))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("TANDEM_REGISTRY_TOKEN_FILE are both set");
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "TANDEM_REGISTRY_USER", "ana",
                        "TANDEM_REGISTRY_PASSWORD", "a",
                        "TANDEM_REGISTRY_TOKEN", "b")))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("TANDEM_REGISTRY_USER and TANDEM_REGISTRY_TOKEN");
  }

  @Test
  void shouldNameTheKeyStoreThatCannotBeUsed() throws IOException {
    Path absent = folder.resolve("absent.p12");
    Path pem = Files.createFile(folder.resolve("ca.pem"));

    assertThatThrownBy(() -> new KeyStoreFile(absent, Optional.empty()))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining(absent.toString());
    assertThatThrownBy(() -> new KeyStoreFile(pem, Optional.of(Secret.of("hunter2"))))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("PEM and takes no password");
  }

  private static RegistrySettings read(Map<String, String> environment) {
    return new RegistryEnvironment(environment).settings("http://a");
  }
}
