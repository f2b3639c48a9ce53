package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Takes n of a resource and keeps them until the revert. A thread of its own takes them, since
 * under load they are had only as others give theirs back; what cannot be had now is asked for
 * again.
 */
record Holding(String kind, Callable<? extends AutoCloseable> source, int count)
    implements StandingFault {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  Holding {
    Objects.requireNonNull(source, "What to hold was null: give where one of them is had from");
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of them to hold was %d, but must be 1 or more: give how many shall be lacking"
              .formatted(count));
    }
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    Held held = new Held();
    Workers taker = new Workers(kind, 1, stop -> take(lease, held, stop));
    return () -> {
      try (held) {
        taker.close();
      }
    };
  }

  private void take(Lease lease, Held held, BooleanSupplier stop) {
    int taken = 0;
    while (taken < count && !stop.getAsBoolean()) {
      try {
        held.add(source.call());
        lease.acted("one held");
        taken++;
      } catch (Exception noneNow) {
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** What is held; once closed it gives back at once what still comes. */
  private static final class Held implements AutoCloseable {
    private final List<AutoCloseable> all = new ArrayList<>();
    private boolean closed;

    void add(AutoCloseable one) throws Exception {
      synchronized (this) {
        if (!closed) {
          all.add(one);
          return;
        }
      }
      one.close();
    }

    @Override
    public synchronized void close() throws Exception {
      closed = true;
      Exception thrown = null;
      for (AutoCloseable one : all) {
        try {
          one.close();
        } catch (Exception e) {
          thrown = e;
        }
      }
      all.clear();
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
