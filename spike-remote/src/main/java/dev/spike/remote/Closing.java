package dev.spike.remote;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link WebSocketSession} ended.
 *
 * @param clean whether both sides said goodbye: a close frame was received, ours was sent, and its
 *     status was 1000 (normal), 1001 (going away) or none
 * @param code the status that the target sent; {@link #NO_STATUS} for a close frame without one,
 *     {@link #ABNORMAL} when no close frame came
 * @param reason the target's words, or what is known of an abnormal end
 * @param cause what broke the session; null where nothing did
 */
public record Closing(boolean clean, int code, String reason, @Nullable Throwable cause) {
  /** A close frame without a status (RFC 6455, 7.4.1). */
  public static final int NO_STATUS = 1005;

  /** The connection ended without a close frame (RFC 6455, 7.4.1). */
  public static final int ABNORMAL = 1006;

  static Closing received(int code, String reason) {
    int status = code == -1 ? NO_STATUS : code;
    boolean clean = status == 1000 || status == 1001 || status == NO_STATUS;
    return new Closing(clean, status, reason, null);
  }

  static Closing abnormal(String reason, @Nullable Throwable cause) {
    return new Closing(false, ABNORMAL, reason, cause);
  }
}
