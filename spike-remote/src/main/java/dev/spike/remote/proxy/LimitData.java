package dev.spike.remote.proxy;

/**
 * Closes the connection when so many bytes have passed. They are counted for each connection from
 * when the toxic was added, and go on being counted when it is changed.
 *
 * @param bytes of one connection in this direction; at 0 the first chunk closes it
 */
public record LimitData(long bytes) implements Toxic {
  @Override
  public String type() {
    return "limit_data";
  }
}
