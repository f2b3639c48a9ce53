package dev.spike.samples.storefront;

import java.net.URI;

/**
 * Where a storefront lets faults be armed, and what has to be shown there.
 *
 * @param uri on the loopback interface
 * @param token to be kept from logs
 */
public record ChaosControl(URI uri, String token) {
  /** Tells where, but not the token. */
  @Override
  public String toString() {
    return "chaos control at " + uri;
  }
}
