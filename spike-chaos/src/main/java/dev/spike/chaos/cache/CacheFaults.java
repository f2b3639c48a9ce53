package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.spike.chaos.CallFault;
import dev.spike.chaos.StandingFault;
import java.time.Duration;

/** Where faults of caches are made. */
public final class CacheFaults {
  private CacheFaults() {}

  /** Everything is dropped, once, when the fault is armed. */
  public static StandingFault cleared(Cache<?, ?> cache) {
    return new Cleared(cache);
  }

  /**
   * Again and again a share of the entries is dropped, drawn by the seed from those that are there.
   *
   * @param share above 0, at most 1
   * @param period of 1 ms to 1 h
   */
  public static StandingFault evictionStorm(Cache<?, ?> cache, double share, Duration period) {
    return new EvictionStorm<>(cache, share, period);
  }

  /**
   * All entries are written anew, once, when the fault is armed, so that those that expire after a
   * write expire together: a stampede of loads that long later.
   */
  public static StandingFault expiryAligned(Cache<?, ?> cache) {
    return new ExpiryAligned<>(cache);
  }

  /**
   * Reads give what they first gave of that key while the fault was armed, though it may have
   * changed since, for up to 10,000 keys; on the point of a {@link ChaosCache}.
   */
  public static CallFault staleRead() {
    return new StaleRead();
  }
}
