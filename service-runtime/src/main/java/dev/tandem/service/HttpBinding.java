package dev.tandem.service;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a server listens, and under which names it may be asked.
 *
 * @param host an address of this machine
 * @param port 0 for a free one
 * @param allowedHosts beside loopback names, {@code host} and the address that a connection came to
 */
public record HttpBinding(String host, int port, Set<String> allowedHosts) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  public HttpBinding {
    allowedHosts = Set.copyOf(allowedHosts);
  }

  /**
   * Names with commas between them; none where there is no text.
   *
   * @throws IllegalArgumentException where one is no host's name or address
   */
  public static Set<String> hosts(String text) {
    Set<String> hosts =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    for (String host : hosts) {
      if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "give names of hosts without scheme, port and path, such as"
                + " tandem.example,10.0.0.7; \""
                + host
                + "\" is none");
      }
    }
    return hosts;
  }

  /** At an address of this machine, under no further name. */
  public static HttpBinding of(String host, int port) {
    return new HttpBinding(host, port, Set.of());
  }
}
