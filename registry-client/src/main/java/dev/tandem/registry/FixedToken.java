package dev.tandem.registry;

import io.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProvider;
import java.net.URL;
import java.util.Map;

/** Hands Confluent's client one token, whatever the address. */
final class FixedToken implements BearerAuthCredentialProvider {
  private final Credentials.Bearer bearer;

  FixedToken(Credentials.Bearer bearer) {
    this.bearer = bearer;
  }

  @Override
  public String alias() {
    return "TANDEM_TOKEN";
  }

  @Override
  public String getBearerToken(URL url) {
    return bearer.token().reveal();
  }

  @Override
  public void configure(Map<String, ?> configuration) {}
}
