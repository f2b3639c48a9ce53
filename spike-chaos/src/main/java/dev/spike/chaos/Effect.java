package dev.spike.chaos;

/**
 * What an armed {@link CallFault} does to a call. One effect belongs to one lease, so it can keep
 * state that ends with it. Called by many threads at once.
 */
@FunctionalInterface
public interface Effect extends AutoCloseable {

  /**
   * Acts on the calling thread: waits ({@link Hit#hold}), throws what the call under test shall
   * see, or {@linkplain Hit#answer answers} in its place.
   */
  void act(Hit hit) throws Throwable;

  /**
   * Whether it can act on this hit at all, asked right before it does; a hit that it does not fit
   * does not count as fired.
   */
  default boolean fits(Hit hit) {
    return true;
  }

  /**
   * Whether it acts after the call, on its result, rather than before it. Such an effect does
   * nothing at a point that knows of no result.
   */
  default boolean actsOnResult(Hit hit) {
    return false;
  }

  /** Frees what it has taken; see {@link Fault#begin}. */
  @Override
  default void close() throws Exception {}
}
