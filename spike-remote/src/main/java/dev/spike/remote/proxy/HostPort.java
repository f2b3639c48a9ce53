package dev.spike.remote.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address as people write it: {@code host:port} or {@code [IPv6]:port}.
 *
 * @param host without brackets; empty for all interfaces
 * @param port 0 to 65535
 */
record HostPort(String host, int port) {
  private static final int LAST_PORT = 65_535;

  /** Where to listen: the host may be missing, and an empty text is a free port everywhere. */
  static HostPort listening(String text) {
    return text.isEmpty() ? new HostPort("", 0) : parse(text);
  }

  /** Where to connect: nothing may be missing. */
  static HostPort connecting(String text) {
    HostPort parsed = parse(text);
    if (parsed.host.isEmpty() || parsed.port == 0) {
      throw wrong(text);
    }
    return parsed;
  }

  private static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw wrong(text);
    }
    return new HostPort(host(text, text.substring(0, colon)), port(text, colon + 1));
  }

  private static String host(String text, String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && host.indexOf(':') >= 0) {
      throw wrong(text);
    }
    return bracketed ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String text, int from) {
    try {
      int port = Integer.parseInt(text, from, text.length(), 10);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, with the whole address.
    }
    throw wrong(text);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "The address was '%s', but must be host:port with a port from 1 to 65535, when listening also 0: give for example localhost:5432"
            .formatted(text));
  }

  /** Looks the name up if it is one, which may take long. */
  InetSocketAddress resolve() throws UnknownHostException {
    return host.isEmpty()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(InetAddress.getByName(host), port);
  }
}
