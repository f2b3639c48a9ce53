package dev.spike.remote.proxy;

import java.util.SplittableRandom;

/**
 * From which all random numbers of a toxic come: those of a connection depend on this, its number
 * and the toxic's revision alone, so neither threads nor other connections matter.
 *
 * <pre>
 *   seed of a connection = mix(mix(bits + G number) + revision)
 * </pre>
 *
 * <p>mix is the finalizer and G the constant of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 */
record Key(long bits) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** Of a toxic of a proxy; hashes the names by FNV-1a. */
  static Key of(long seed, String proxy, String toxic) {
    return new Key(mix(mix(seed + GOLDEN * fnv1a(proxy)) + GOLDEN * fnv1a(toxic)));
  }

  /** All the numbers of a connection; the first one decides whether it is hit. */
  SplittableRandom random(long connection, int revision) {
    return new SplittableRandom(mix(mix(bits + GOLDEN * connection) + revision));
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
