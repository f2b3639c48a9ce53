package dev.spike.remote.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * CPU time used between two readings over the time between them, in cores: 1.0 is one core kept
 * busy, 2.0 two. Thread-safe.
 */
final class CpuShare {
  private final Supplier<Optional<Duration>> used;
  private final LongSupplier nanos;
  private Optional<Duration> lastUsed = Optional.empty();
  private long lastNanos;

  CpuShare(Supplier<Optional<Duration>> used, LongSupplier nanos) {
    this.used = used;
    this.nanos = nanos;
  }

  /** NaN for the first reading, and when the process is gone. */
  synchronized double sinceLast() {
    Optional<Duration> now = used.get();
    long nowNanos = nanos.getAsLong();
    double share = Double.NaN;
    if (now.isPresent() && lastUsed.isPresent() && nowNanos > lastNanos) {
      long spent = now.get().minus(lastUsed.get()).toNanos();
      share = (double) spent / (nowNanos - lastNanos);
    }
    lastUsed = now;
    lastNanos = nowNanos;
    return share;
  }
}
