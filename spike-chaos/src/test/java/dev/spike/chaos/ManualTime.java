package dev.spike.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes only when told, or when somebody waits on it. Starts just below the overflow,
 * where a comparison of plain values would break.
 */
public final class ManualTime implements ChaosTime {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void park(Object blocker, long time) {
    nanos.addAndGet(time);
  }
}
