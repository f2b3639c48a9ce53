package dev.spike.remote.proxy;

/**
 * Drops all bytes and closes the connection when so much time has passed without any. Removing it
 * closes the connections that it acted on, as their streams have holes.
 *
 * @param millis milliseconds since the last chunk, at first since the toxic was added, changed or
 *     the connection made; the end of the stream is held until then. At 0 it never closes by
 *     itself, and the end passes
 */
public record Timeout(long millis) implements Toxic {
  @Override
  public String type() {
    return "timeout";
  }
}
