package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import dev.spike.chaos.fault.Workers;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Drops a share of the entries each period, from a thread of its own. */
record EvictionStorm<K>(Cache<K, ?> cache, double share, Duration period) implements StandingFault {
  EvictionStorm {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share of entries to evict was %s, but must be above 0 and at most 1: give for example 0.2"
              .formatted(share));
    }
    if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "The period of an eviction storm was %s, but must be from 1 ms to 1 h: give the time between two evictions"
              .formatted(period));
    }
  }

  @Override
  public String kind() {
    return "eviction-storm";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    return new Workers(kind(), 1, stop -> storm(lease, stop));
  }

  private void storm(Lease lease, BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      evict(lease);
      lease.time().park(this, period.toNanos());
    }
  }

  private void evict(Lease lease) {
    List<K> chosen =
        cache.asMap().keySet().stream().filter(key -> lease.uniform() < share).toList();
    if (!chosen.isEmpty()) {
      cache.invalidateAll(chosen);
      lease.acted(chosen.size() + " entries");
    }
  }
}
