package dev.tandem.streams.app;

import dev.tandem.service.HttpBinding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where queries are answered, and where other instances find this one.
 *
 * @param binding without the advertised host, which is a name of this instance in any case
 * @param advertisedHost of this instance; where it is not said, the host it listens at, or this
 *     machine's name where it listens everywhere
 * @param advertisedPort where it is not the one it listens at
 */
record HttpSettings(
    HttpBinding binding, Optional<String> advertisedHost, Optional<Integer> advertisedPort) {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  /** On this machine alone. */
  static HttpSettings local(int port) {
    return new HttpSettings(HttpBinding.of("127.0.0.1", port), Optional.empty(), Optional.empty());
  }

  String reachableHost() {
    return advertisedHost.orElseGet(
        () -> EVERYWHERE.contains(binding.host()) ? machine() : binding.host());
  }

  /** Where to listen, and every name that this instance goes by. */
  HttpBinding reachable() {
    Set<String> names = new HashSet<>(binding.allowedHosts());
    names.add(reachableHost());
    return new HttpBinding(binding.host(), binding.port(), names);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new UserError(
          "this machine does not know its own name: give --advertised-host, where other instances"
              + " find this one");
    }
  }
}
