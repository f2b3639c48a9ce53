package dev.spike.sim;

import java.util.random.RandomGenerator;

/**
 * Random numbers of one attempt alone: the same for the same seed, operation and attempt, whatever
 * was drawn before. SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * OOPSLA 2014), started anew for each key. Not thread-safe.
 */
final class KeyedRandom implements RandomGenerator {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long ATTEMPT = 0xD1342543DE82EF95L;

  private final long seed;
  private long state;

  KeyedRandom(long seed) {
    this.seed = mixed(seed + GOLDEN);
  }

  /** Starts the numbers of an attempt of an operation. */
  void key(long operation, int attempt) {
    state = mixed(seed ^ mixed(operation * GOLDEN + attempt * ATTEMPT));
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mixed(state);
  }

  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
