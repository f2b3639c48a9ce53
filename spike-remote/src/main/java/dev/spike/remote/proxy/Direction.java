package dev.spike.remote.proxy;

import java.util.Locale;

/** Which way bytes go through a proxy. */
public enum Direction {
  /** From the client to the server. */
  UPSTREAM,
  /** From the server to the client. */
  DOWNSTREAM;

  /** In small letters, as Toxiproxy's clients write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
