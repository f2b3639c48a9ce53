package dev.spike.target;

import dev.spike.run.Disturbance;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Notes when a disturbance begins and ends; thread-safe. */
final class FaultClock {
  private volatile @Nullable Long begun;
  private volatile @Nullable Long ended;

  void restart() {
    begun = null;
    ended = null;
  }

  /** Nanoseconds of the monotonic clock; null while it has not begun. */
  @Nullable Long begun() {
    return begun;
  }

  /** Nanoseconds of the monotonic clock; null while it has not ended. */
  @Nullable Long ended() {
    return ended;
  }

  Disturbance watching(Disturbance target) {
    return new Disturbance() {
      @Override
      public String name() {
        return target.name();
      }

      @Override
      public boolean isFault() {
        return target.isFault();
      }

      @Override
      public Disturbance placed(int ordinal) {
        return watching(target.placed(ordinal));
      }

      @Override
      public void prepare() {
        target.prepare();
      }

      @Override
      public Active begin(long seed, long lifetimeNanos) throws Exception {
        return watched(target.begin(seed, lifetimeNanos), 0);
      }

      @Override
      public long leadNanos() {
        return target.leadNanos();
      }

      @Override
      public Active beginIn(long delayNanos, long seed, long lifetimeNanos) throws Exception {
        return watched(target.beginIn(delayNanos, seed, lifetimeNanos), delayNanos);
      }
    };
  }

  private Disturbance.Active watched(Disturbance.Active active, long delayNanos) {
    begun = System.nanoTime() + delayNanos;
    ended = null;
    return new Disturbance.Active() {
      @Override
      public long fired() {
        return active.fired();
      }

      @Override
      public OptionalLong lateNanos() {
        return active.lateNanos();
      }

      @Override
      public String remark() {
        return active.remark();
      }

      @Override
      public long injectedNanos() {
        return active.injectedNanos();
      }

      @Override
      public long maxInjectedNanos() {
        return active.maxInjectedNanos();
      }

      @Override
      public void close() throws Exception {
        active.close();
        if (ended == null) {
          ended = System.nanoTime();
        }
      }
    };
  }
}
