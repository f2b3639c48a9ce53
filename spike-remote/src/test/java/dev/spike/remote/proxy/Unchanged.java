package dev.spike.remote.proxy;

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Whether a count is above zero and the same as when last asked. */
final class Unchanged implements Callable<Boolean> {
  private final LongSupplier count;
  private long before;

  Unchanged(LongSupplier count) {
    this.count = count;
  }

  @Override
  public Boolean call() {
    long now = count.getAsLong();
    boolean same = now > 0 && now == before;
    before = now;
    return same;
  }
}
