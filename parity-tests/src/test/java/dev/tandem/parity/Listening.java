package dev.tandem.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A TCP socket that a process listens on, as Linux lists it ({@code /proc/PID/net/tcp}, {@code
 * tcp6}): what is in the list belongs to the process that has its inode open.
 */
record Listening(String program, String address, int port) implements Comparable<Listening> {
  private static final String LISTEN = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int WORD = 4;
  private static final byte[] LIKE_IPV4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** Those of some processes, by what they are called. */
  static Set<Listening> of(Map<Long, String> programs) throws IOException {
    Set<Listening> found = new TreeSet<>();
    for (Map.Entry<Long, String> program : programs.entrySet()) {
      Path process = Path.of("/proc", Long.toString(program.getKey()));
      Set<String> inodes = inodes(process.resolve("fd"));
      if (inodes.isEmpty()) {
        continue;
      }
      sockets(process)
          .forEach(
              (inode, socket) -> {
                if (inodes.contains(inode)) {
                  found.add(
                      new Listening(
                          program.getValue(),
                          socket.getAddress().getHostAddress(),
                          socket.getPort()));
                }
              });
    }
    return found;
  }

  /** Whether only this machine can connect to it. */
  boolean isLoopback() {
    return address.equals("127.0.0.1") || address.equals("0:0:0:0:0:0:0:1");
  }

  private static Map<String, InetSocketAddress> sockets(Path process) throws IOException {
    Map<String, InetSocketAddress> sockets = new HashMap<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = process.resolve("net").resolve(table);
      if (!Files.exists(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > INODE && fields[STATE].equals(LISTEN)) {
          String[] local = fields[ADDRESS].split(":", -1);
          sockets.put(
              fields[INODE],
              new InetSocketAddress(address(local[0]), Integer.parseInt(local[1], 16)));
        }
      }
    }
    return sockets;
  }

  /** Each word of four bytes is printed as a number of this machine, least byte first. */
  private static InetAddress address(String hex) throws IOException {
    byte[] printed = HexFormat.of().parseHex(hex);
    byte[] address = new byte[printed.length];
    for (int i = 0; i < printed.length; i++) {
      address[i] = printed[i - i % WORD + WORD - 1 - i % WORD];
    }
    if (address.length > LIKE_IPV4.length
        && HexFormat.of().formatHex(address).startsWith(HexFormat.of().formatHex(LIKE_IPV4))) {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(address, LIKE_IPV4.length, address.length));
    }
    return InetAddress.getByAddress(address);
  }

  private static Set<String> inodes(Path descriptors) {
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.map(Listening::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException e) {
      // It has ended.
      return Set.of();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
          ? Files.readSymbolicLink(descriptor).toString()
          : "";
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }

  @Override
  public int compareTo(Listening other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return program + " on " + address + ':' + port;
  }
}
