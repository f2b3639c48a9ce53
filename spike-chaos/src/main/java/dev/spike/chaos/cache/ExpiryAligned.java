package dev.spike.chaos.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import dev.spike.chaos.fault.Workers;
import java.util.function.BooleanSupplier;

/** Writes each entry with the value that it has, from a thread of its own. */
record ExpiryAligned<K, V>(Cache<K, V> cache) implements StandingFault {
  @Override
  public String kind() {
    return "expiry-aligned";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    return new Workers(kind(), 1, stop -> align(lease, stop));
  }

  /** Each entry atomically, so that no write in between is lost. */
  private void align(Lease lease, BooleanSupplier stop) {
    long entries = 0;
    for (K key : cache.asMap().keySet()) {
      if (stop.getAsBoolean()) {
        return;
      }
      if (cache.asMap().computeIfPresent(key, (same, value) -> value) != null) {
        entries++;
      }
    }
    lease.acted(entries + " entries");
  }
}
