package dev.tandem.service;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;

/**
 * Refuses requests to a name that is not this server's. A page in a browser can have its own name
 * resolved to this machine (DNS rebinding) and would read every answer; its requests carry that
 * name. The port is left alone: a forwarded one differs, and a rebound name has to have the right
 * one anyway.
 */
final class HostCheck extends Handler.Wrapper {
  private final Set<String> allowed = new HashSet<>();

  HostCheck(HttpBinding binding) {
    allowed.add("localhost");
    allowed.add(name(binding.host()));
    binding.allowedHosts().forEach(host -> allowed.add(name(host)));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    for (String host : request.getHeaders().getValuesList(HttpHeader.HOST)) {
      if (!isAllowed(host, request)) {
        return refuse(host, request, response, callback);
      }
    }
    String authority = request.getHttpURI().getAuthority();
    if (authority != null && !isAllowed(authority, request)) {
      return refuse(authority, request, response, callback);
    }
    return super.handle(request, response, callback);
  }

  private boolean isAllowed(String authority, Request request) {
    String name;
    try {
      name = name(new HostPort(authority).getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
    return allowed.contains(name)
        || name.matches("127(\\.[0-9]{1,3}){3}")
        || name.equals("::1")
        || name.equals("0:0:0:0:0:0:0:1")
        || name.equals(address(request.getConnectionMetaData().getLocalSocketAddress()));
  }

  /** The address that the connection came to: a literal was resolved by nobody. */
  private static String address(SocketAddress local) {
    return local instanceof InetSocketAddress inet && inet.getAddress() != null
        ? name(inet.getAddress().getHostAddress())
        : "";
  }

  private static String name(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  private static boolean refuse(
      String host, Request request, Response response, Callback callback) {
    Response.writeError(
        request,
        response,
        callback,
        HttpStatus.MISDIRECTED_REQUEST_421,
        "Host: "
            + Problems.printable(host)
            + " is no name of this server; where it is one, give it by --http-allowed-hosts");
    return true;
  }
}
