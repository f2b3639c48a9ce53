package dev.spike.run;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import java.util.concurrent.atomic.AtomicLong;

/** First to last start of the operations of one burst. Thread-safe. */
final class Skew {
  private static final long NONE = Long.MIN_VALUE;

  private final int count;
  private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong last = new AtomicLong(NONE);

  /** Of a burst of so many. */
  Skew(int count) {
    this.count = count;
  }

  void started(long nanos) {
    first.accumulateAndGet(nanos, Math::min);
    last.accumulateAndGet(nanos, Math::max);
  }

  /** NaN when nothing was released. */
  Fact fact(String name) {
    double skew = last.get() == NONE ? Double.NaN : last.get() - first.get();
    return new Fact(name, skew, Unit.NANOS, count + " released, first to last start");
  }
}
