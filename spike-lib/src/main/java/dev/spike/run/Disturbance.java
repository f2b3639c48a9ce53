package dev.spike.run;

/**
 * Something done to the target at one time of the run and undone at another: a fault, a failover, a
 * cleared cache.
 */
public interface Disturbance {
  /** How reports call it. */
  String name();

  /** Gets ready before the run, so that beginning takes no time; changes nothing. */
  default void prepare() {}

  /**
   * Begins it.
   *
   * @param seed the seed of the run
   * @param lifetimeNanos how long it is to last at most, so that it ends even if this JVM does not
   *     undo it
   * @return undoes it when closed; closing it twice does nothing more
   */
  Active begin(long seed, long lifetimeNanos) throws Exception;

  /** A disturbance that has begun. */
  interface Active extends AutoCloseable {
    /** How often it has acted so far. */
    long fired();

    @Override
    void close() throws Exception;
  }
}
