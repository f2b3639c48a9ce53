package dev.spike.remote.proxy;

/**
 * Resets the connection (RST on both sides) so long after the first chunk, or the end of the
 * stream, in its direction. That chunk and all after it are dropped; an idle connection is not
 * reset. Changed or removed after the first chunk, it resets at once.
 *
 * @param timeoutMillis milliseconds
 */
public record ResetPeer(long timeoutMillis) implements Toxic {
  @Override
  public String type() {
    return "reset_peer";
  }
}
