package dev.spike.chaos;

/**
 * Decides whether a fault acts on a hit: a pure function of who asks and of the seed, so neither
 * threads nor their order matter.
 *
 * <pre>
 *   u = mix(mix(key + arrival * G) + hit * G) / 2^64,  key = mix(seed + G * identity)
 *   acts when u &lt; p
 * </pre>
 *
 * <p>mix is the 64-bit finalizer and G the odd constant nearest to 2^64 / golden ratio of
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014); identity is the FNV-1a hash of the fault's kind, point and ordinal.
 */
record Draw(long key, double probability) {
  /** The n-th hit of a hit outside any call; within a call they count from 1. */
  static final int OUTSIDE = 0;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  static Draw of(Injection injection, Arming arming) {
    long identity =
        fnv1a(injection.fault().kind() + '@' + injection.point() + '#' + arming.ordinal());
    return new Draw(mix(arming.seed() + GOLDEN * identity), injection.probability());
  }

  /**
   * Whether the fault acts on the n-th hit of its point within the operation that arrived as number
   * {@code arrival}.
   */
  boolean acts(long arrival, int nth) {
    long drawn = mix(mix(key + arrival * GOLDEN) + nth * GOLDEN);
    return (drawn >>> 11) * 0x1p-53 < probability;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long fnv1a(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
