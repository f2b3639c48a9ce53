package dev.spike.remote.proxy;

/**
 * Drops all bytes and closes the connection when so much time has passed without any. Removing it
 * closes the connections whose bytes it dropped.
 *
 * @param millis milliseconds since the last chunk, at first since the toxic began to act; 0 never
 *     closes by itself, but lets the end of the stream pass
 */
public record Timeout(long millis) implements Toxic {
  @Override
  public String type() {
    return "timeout";
  }
}
