package dev.spike.remote;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;

/**
 * A place that passed the allow-list, with the one address that was checked.
 *
 * @param base scheme, host and port, as shown in messages
 * @param address where connections go; never resolved again
 * @param secure whether TLS is spoken
 * @param authority the Host header
 * @param prefix put before every path; empty or starts with a slash and does not end with one
 */
record Endpoint(
    URI base, InetSocketAddress address, boolean secure, String authority, String prefix) {

  /**
   * Checks and resolves.
   *
   * @param plain the scheme without TLS, such as {@code http}; the one with TLS has an s at its end
   */
  static Endpoint of(URI uri, String plain, AllowedHosts allowed) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals(plain + "s");
    String host = uri.getHost();
    if (host == null || !(secure || scheme.equals(plain))) {
      throw wrong(uri, "is not an absolute " + plain + " or " + plain + "s address", plain);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong(uri, "has user info, a query or a fragment", plain);
    }
    int port = uri.getPort() == -1 ? (secure ? 443 : 80) : uri.getPort();
    if (port < 1 || port > 65_535) {
      throw wrong(uri, "has port " + port + ", outside 1 to 65535", plain);
    }
    InetAddress address = allowed.checked(host);
    String shown = scheme + "://" + uri.getRawAuthority();
    return new Endpoint(
        URI.create(shown),
        new InetSocketAddress(address, port),
        secure,
        uri.getRawAuthority(),
        prefix(uri));
  }

  private static String prefix(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static IllegalArgumentException wrong(URI uri, String why, String plain) {
    return new IllegalArgumentException(
        "target " + uri + " " + why + ": give one such as " + plain + "://localhost:8081");
  }

  String host() {
    return base.getHost();
  }

  /** The request target of a path: the prefix, then the path itself. */
  String target(String path) {
    if (!path.startsWith("/") || !visible(path)) {
      throw new IllegalArgumentException(
          "path '"
              + path
              + "' must start with / and hold only visible ASCII characters and no #:"
              + " percent-encode the others");
    }
    return prefix.isEmpty() ? path : prefix + path;
  }

  private static boolean visible(String path) {
    return path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
  }
}
