package dev.spike.remote.toxiproxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code host:port} as Go reads and prints it.
 *
 * @param host a name, an address without brackets, or empty for all interfaces
 * @param port 0 for any
 */
record Listen(String host, int port) {
  private static final int LAST_PORT = 65_535;

  /**
   * Reads it; an empty text is any port of all interfaces.
   *
   * @throws ApiError 500 with Go's words when it is none
   */
  static Listen parse(String text) {
    if (text.isEmpty()) {
      return new Listen("", 0);
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      throw malformed(text, "missing port in address");
    }
    return new Listen(host(text, text.substring(0, colon)), port(text.substring(colon + 1)));
  }

  private static String host(String text, String host) {
    if (host.startsWith("[")) {
      if (host.indexOf(']') != host.length() - 1) {
        throw malformed(text, "missing ']' in address");
      }
      return host.substring(1, host.length() - 1);
    }
    if (host.indexOf(':') >= 0) {
      throw malformed(text, "too many colons in address");
    }
    return host;
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ApiError(500, "lookup tcp/" + text + ": unknown port");
    }
    if (port < 0 || port > LAST_PORT) {
      throw malformed(text, "invalid port");
    }
    return port;
  }

  private static ApiError malformed(String text, String problem) {
    return new ApiError(500, "address " + text + ": " + problem);
  }

  /** The address when it is known without asking anyone. */
  @Nullable InetSocketAddress literal() {
    if (host.isEmpty()) {
      return new InetSocketAddress(port);
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      return bytes == null ? null : new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes", e);
    }
  }

  /** How Go prints an address before it is bound. */
  String resolved(InetSocketAddress address) {
    return (host.isEmpty() ? "" : Listen.host(address.getAddress())) + ":" + address.getPort();
  }

  /** How Go prints the address of a listener: all interfaces are {@code [::]}. */
  static String bound(InetSocketAddress address) {
    String host = address.getAddress().isAnyLocalAddress() ? "[::]" : host(address.getAddress());
    return host + ":" + address.getPort();
  }

  private static String host(InetAddress address) {
    String text = NetUtil.toAddressString(address);
    return text.indexOf(':') < 0 ? text : "[" + text + "]";
  }
}
