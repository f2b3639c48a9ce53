package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** Drops everything once. There is nothing to revert. */
record Cleared(Cache<?, ?> cache) implements StandingFault {
  @Override
  public String kind() {
    return "cache-cleared";
  }

  @Override
  public Cleared rehearsal() {
    return new Cleared(Caffeine.newBuilder().maximumSize(1).build());
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    long before = cache.estimatedSize();
    cache.invalidateAll();
    lease.acted(before + " entries");
    return () -> {};
  }
}
