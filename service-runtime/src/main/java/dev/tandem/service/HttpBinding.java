package dev.tandem.service;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a server listens, and under which names it may be asked.
 *
 * @param host an address of this machine
 * @param port 0 for a free one
 * @param allowedHosts beside loopback names, {@code host} and the address that a connection came to
 */
public record HttpBinding(String host, int port, Set<String> allowedHosts) {
  public HttpBinding {
    allowedHosts = Set.copyOf(allowedHosts);
  }

  /** Names with commas between them; none where there is no text. */
  public static Set<String> hosts(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /** At an address of this machine, under no further name. */
  public static HttpBinding of(String host, int port) {
    return new HttpBinding(host, port, Set.of());
  }
}
