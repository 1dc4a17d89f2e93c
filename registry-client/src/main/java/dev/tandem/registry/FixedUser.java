package dev.tandem.registry;

import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import java.net.URL;
import java.util.Map;

/** Hands Confluent's client one user and password, whatever the address. */
final class FixedUser implements BasicAuthCredentialProvider {
  private final Credentials.Basic basic;

  FixedUser(Credentials.Basic basic) {
    this.basic = basic;
  }

  @Override
  public String alias() {
    return "TANDEM_USER";
  }

  @Override
  public String getUserInfo(URL url) {
    return basic.user() + ":" + basic.password().reveal();
  }

  @Override
  public void configure(Map<String, ?> configuration) {}
}
