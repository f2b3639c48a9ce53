package dev.spike.chaos;

/**
 * The number that decides whether a fault acts on a hit: a pure function of who asks and of the
 * seed, so neither threads nor their order matter.
 *
 * <pre>
 *   u = mix(mix(key + arrival * G) + branch + nth * G) / 2^64,  key = mix(seed + G * identity)
 * </pre>
 *
 * <p>mix is the 64-bit finalizer and G the odd constant nearest to 2^64 / golden ratio of
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014); identity is the FNV-1a hash of the fault's kind, point and ordinal; branch is 0 on the
 * operation's first thread and another number for each task that it handed to another thread.
 */
record Draw(long key) {
  /** The n-th hit of a hit outside any call; within a call they count from 1. */
  static final int OUTSIDE = 0;

  /** A double holds 53 bits. */
  static final int UNUSED_BITS = 11;

  static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  static Draw of(Injection injection, String point, Arming arming) {
    long identity = fnv1a(injection.fault().kind() + '@' + point + '#' + arming.ordinal());
    return new Draw(mix(arming.seed() + GOLDEN * identity));
  }

  /** What all hits of an operation, on one of its branches, have in common. */
  long half(long arrival, long branch) {
    return mix(key + arrival * GOLDEN) + branch;
  }

  /** The bits of a hit, from which all its numbers come. */
  static long bits(long half, int nth) {
    return mix(half + nth * GOLDEN);
  }

  /** From 0 to below 1, in steps of 2^-53. */
  static double uniform(long bits) {
    return (bits >>> UNUSED_BITS) * 0x1p-53;
  }

  /** What {@link #isBelow} takes for a probability. */
  static long threshold(double probability) {
    return (long) Math.ceil(probability * 0x1p53);
  }

  /** {@code isBelow(threshold(p), bits)} says exactly what {@code uniform(bits) < p} does. */
  static boolean isBelow(long threshold, long bits) {
    return bits >>> UNUSED_BITS < threshold;
  }

  static long mix(long bits) {
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
