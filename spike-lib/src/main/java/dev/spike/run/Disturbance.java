package dev.spike.run;

import java.util.OptionalLong;

/**
 * Something done to the target at one time of the run and undone at another: a fault, a failover, a
 * cleared cache.
 */
public interface Disturbance {
  /** How reports call it; of a fault, which criteria and facts call by it, without blanks. */
  String name();

  /**
   * Whether it disturbs the target. Of what only happens on the run's clock nothing is recorded, as
   * whatever begins and ends in the record is judged as a fault.
   */
  default boolean isFault() {
    return true;
  }

  /**
   * The same in its place among those of a scenario, so that two that are alike decide apart.
   *
   * @param ordinal 0 for the first
   */
  default Disturbance placed(int ordinal) {
    return this;
  }

  /** Gets ready before the run, so that beginning takes no time; changes nothing. */
  default void prepare() {}

  /**
   * How long before its instant it is asked to begin, in nanoseconds, as something that takes time
   * to reach. 0: it is begun at its instant by the thread that paces the load, before the arrivals
   * of that instant, and has to be quick. Above 0: it is begun and undone by a thread of its own.
   */
  default long leadNanos() {
    return 0;
  }

  /**
   * Begins it after a while: what has a lead is asked so. Returns at once. Unless overridden it
   * begins now, and so ahead of its instant.
   *
   * @param delayNanos how long from now its instant is, at most the lead; 0 when it is past
   */
  default Active beginIn(long delayNanos, long seed, long lifetimeNanos) throws Exception {
    return begin(seed, lifetimeNanos);
  }

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

    /**
     * By how many nanoseconds it has begun later than it was asked to, where it alone knows that;
     * empty: it had begun when it was returned.
     */
    default OptionalLong lateNanos() {
      return OptionalLong.empty();
    }

    /** What to tell somebody who wonders why it did not act; empty when there is nothing. */
    default String remark() {
      return "";
    }

    /** What operations have lost to it so far, all together: the part of their time it caused. */
    default long injectedNanos() {
      return 0;
    }

    /** The most that one of them lost at once. */
    default long maxInjectedNanos() {
      return 0;
    }

    @Override
    void close() throws Exception;
  }
}
