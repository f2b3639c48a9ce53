package dev.spike.remote.proxy;

import java.util.SplittableRandom;

/** Draws which chunks are lost, in bursts as {@link Stall} says. */
final class Losses {
  private final double share;
  private final double correlation;
  private final SplittableRandom random;
  private boolean lost;

  Losses(double share, double correlation, SplittableRandom random) {
    this.share = share;
    this.correlation = correlation;
    this.random = random;
    this.lost = random.nextDouble() < share;
  }

  /** Whether the next one is. */
  boolean next() {
    boolean answer = lost;
    double again = share * (1 - correlation) + (lost ? correlation : 0);
    lost = random.nextDouble() < again;
    return answer;
  }
}
