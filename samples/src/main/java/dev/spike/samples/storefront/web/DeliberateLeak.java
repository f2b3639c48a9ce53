package dev.spike.samples.storefront.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A fault for tests: keeps some memory for ever at each request, so that a check for leaks has
 * something to find. Off with 0 bytes. Thread-safe.
 */
public final class DeliberateLeak {
  private final int bytesPerRequest;
  private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();

  /**
   * Makes one.
   *
   * @param bytesPerRequest how much each request loses, 0 for nothing
   */
  public DeliberateLeak(int bytesPerRequest) {
    if (bytesPerRequest < 0) {
      throw new IllegalArgumentException(
          "leak of %d bytes per request is negative: give 0 for none".formatted(bytesPerRequest));
    }
    this.bytesPerRequest = bytesPerRequest;
  }

  /** Nothing is leaked. */
  public static DeliberateLeak none() {
    return new DeliberateLeak(0);
  }

  void request() {
    if (bytesPerRequest > 0) {
      kept.add(new byte[bytesPerRequest]);
    }
  }
}
