package dev.spike.remote.proxy;

import java.util.SplittableRandom;

/**
 * From which all random numbers of a toxic come: those of a connection depend on this, its number
 * and the toxic's revision alone, so neither threads nor other connections matter.
 */
record Key(long bits) {
  /** Of a toxic of a proxy. */
  static Key of(long seed, String proxy, String toxic) {
    return new Key(mixed(mixed(seed, proxy.hashCode()), toxic.hashCode()));
  }

  /** All the numbers of a connection; the first one decides whether it is hit. */
  SplittableRandom random(long connection, int revision) {
    return new SplittableRandom(mixed(mixed(bits, connection), revision));
  }

  private static long mixed(long bits, long more) {
    return new SplittableRandom(bits ^ more).nextLong();
  }
}
