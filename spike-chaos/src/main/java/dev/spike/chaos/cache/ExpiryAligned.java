package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** Writes each entry with the value that it has. There is nothing to revert. */
record ExpiryAligned<K, V>(Cache<K, V> cache) implements StandingFault {
  @Override
  public String kind() {
    return "expiry-aligned";
  }

  /** Each entry atomically, so that no write in between is lost. */
  @Override
  public AutoCloseable begin(Lease lease) {
    long entries = 0;
    for (K key : cache.asMap().keySet()) {
      if (cache.asMap().computeIfPresent(key, (same, value) -> value) != null) {
        entries++;
      }
    }
    lease.acted(entries + " entries");
    return () -> {};
  }
}
