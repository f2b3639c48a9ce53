package dev.spike.bench.events;

import java.util.SplittableRandom;

/** Random numbers that series without spikes are made of. Not thread-safe. */
final class Noise {
  /** Above it, exp(-mean) is no longer far from the smallest double. */
  private static final double LARGEST_MEAN = 500;

  private final SplittableRandom random;

  Noise(long seed) {
    random = new SplittableRandom(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  double normal() {
    return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  double exponential() {
    return -Math.log(1 - uniform());
  }

  /** A Poisson count, by multiplying uniforms (Knuth). */
  long poisson(double mean) {
    if (mean > LARGEST_MEAN) {
      return poisson(mean / 2) + poisson(mean / 2);
    }
    double limit = Math.exp(-mean);
    double product = uniform();
    long count = 0;
    while (product > limit) {
      product *= uniform();
      count++;
    }
    return count;
  }

  /** A gamma variate of mean 1 and whole shape. */
  double gamma(int shape) {
    double sum = 0;
    for (int i = 0; i < shape; i++) {
      sum += exponential();
    }
    return sum / shape;
  }
}
