package dev.spike.remote.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the control API. With a token, each request must show it, and name this machine as
 * its host, so that a web page whose name was pointed at loopback gets nothing.
 */
final class Access {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final byte @Nullable [] wanted;

  Access(@Nullable String token) {
    wanted = token == null ? null : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  /** The refusal, or null when the request may go on. */
  @Nullable Answer refusal(Request request) {
    if (wanted == null) {
      return null;
    }
    if (!LOOPBACK.contains(hostOf(request.host()))) {
      return Answer.error(new ApiError(403, "host not allowed: use localhost"));
    }
    byte[] shown = request.authorization().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, shown)) {
      return Answer.error(
              new ApiError(401, "token wanted: send the header Authorization: Bearer TOKEN"))
          .with("WWW-Authenticate", "Bearer");
    }
    return null;
  }

  private static String hostOf(String header) {
    return header.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }
}
