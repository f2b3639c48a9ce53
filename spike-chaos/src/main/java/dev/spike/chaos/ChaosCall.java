package dev.spike.chaos;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tells faults which operation a thread is working on, so that a decision belongs to the operation
 * and not to the thread or the moment.
 *
 * <pre>{@code
 * try (ChaosCall.Scope call = ChaosCall.enter(arrivalIndex)) {
 *   operation.run();
 * }
 * }</pre>
 *
 * <p>Entered by whoever drives the load, and only when there are faults. A disarmed {@link
 * ChaosPoint#hit()} never looks here. Hits of a point count from the first one, within the
 * operation, that found something armed there: an operation that was under way when a fault was
 * armed may count differently in another run.
 *
 * <p>What an operation hands to another thread goes on in its name if it is {@linkplain #carried
 * carried} there, as wrapped executors do. Such a task counts its hits for itself, so that it does
 * not matter which of two tasks comes first; only a hit that is the caller's own is {@linkplain
 * #carried(Runnable, ChaosPoint) counted} by the caller.
 */
public final class ChaosCall {
  private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();
  private static final long NO_OPERATION = -1;

  private ChaosCall() {}

  /**
   * From now until the scope is closed this thread works on that operation. Scopes may nest; the
   * innermost counts.
   *
   * @param arrivalIndex the operation's place in the schedule, 0 or more
   */
  public static Scope enter(long arrivalIndex) {
    if (arrivalIndex < 0) {
      throw new IllegalArgumentException(
          "The arrival index was %d, but must be 0 or more: count a run's operations from 0"
              .formatted(arrivalIndex));
    }
    Scope outer = CURRENT.get();
    return entered(arrivalIndex, 0, outer == null ? Thread.currentThread() : outer.owner);
  }

  private static Scope entered(long arrivalIndex, long branch, Thread owner) {
    Scope scope = new Scope(arrivalIndex, branch, owner, CURRENT.get());
    CURRENT.set(scope);
    return scope;
  }

  /**
   * A task that, on whatever thread it runs, works for the calling thread and its operation. The
   * task itself when no fault is armed in this JVM.
   */
  public static Runnable carried(Runnable task) {
    if (!Points.JVM.anyArmed()) {
      return task;
    }
    Origin origin = Origin.ofCaller();
    return () -> {
      try (Scope scope = origin.resume()) {
        task.run();
      }
    };
  }

  /** As {@link #carried(Runnable)}. */
  public static <T extends @Nullable Object> Callable<T> carried(Callable<T> task) {
    if (!Points.JVM.anyArmed()) {
      return task;
    }
    Origin origin = Origin.ofCaller();
    return () -> {
      try (Scope scope = origin.resume()) {
        return task.call();
      }
    };
  }

  /**
   * As {@link #carried(Runnable)}, for a task that hits that point once on behalf of the caller:
   * the hit is counted here and now among the caller's own, so that a retry is the next one.
   */
  public static Runnable carried(Runnable task, ChaosPoint point) {
    Origin origin = Origin.ofCaller();
    Scope caller = CURRENT.get();
    int before = caller == null ? 0 : caller.visitsOf(point).leaveOne();
    return () -> {
      try (Scope scope = origin.resume()) {
        scope.visitsOf(point).startAfter(before);
        task.run();
      }
    };
  }

  static @Nullable Scope current() {
    return CURRENT.get();
  }

  /** Where a task comes from. */
  private record Origin(long arrivalIndex, long branch, Thread owner) {
    static Origin ofCaller() {
      Scope scope = CURRENT.get();
      return scope == null
          ? new Origin(NO_OPERATION, 0, Thread.currentThread())
          : new Origin(scope.arrivalIndex, scope.nextBranch(), scope.owner);
    }

    Scope resume() {
      return entered(arrivalIndex, branch, owner);
    }
  }

  /**
   * One operation on one thread. Not thread-safe: used and closed by the thread that entered it.
   */
  public static final class Scope implements AutoCloseable {
    private final long arrivalIndex;
    private final long branch;
    private final Thread owner;
    private final @Nullable Scope outer;
    private @Nullable Visits visits;
    private int branches;
    private long injectedNanos;
    private boolean closed;

    private Scope(long arrivalIndex, long branch, Thread owner, @Nullable Scope outer) {
      this.arrivalIndex = arrivalIndex;
      this.branch = branch;
      this.owner = owner;
      this.outer = outer;
    }

    /** The operation's place in the schedule; -1 when a task is carried that belongs to none. */
    public long arrivalIndex() {
      return arrivalIndex;
    }

    /**
     * What the operation has lost to faults on this thread so far, in nanoseconds: the part of its
     * time that was caused, where the rest may have been amplified.
     */
    public long injectedNanos() {
      return injectedNanos;
    }

    boolean isOperation() {
      return arrivalIndex != NO_OPERATION;
    }

    long branch() {
      return branch;
    }

    /** The thread in whose name the operation runs. */
    Thread owner() {
      return owner;
    }

    void addInjected(long nanos) {
      injectedNanos += nanos;
    }

    /** Never 0, which is the operation's first thread. */
    private long nextBranch() {
      branches++;
      return Draw.mix(branch + branches * Draw.GOLDEN) | 1;
    }

    /** An operation meets few armed points, so they are searched one by one. */
    Visits visitsOf(ChaosPoint point) {
      for (Visits each = visits; each != null; each = each.next) {
        if (each.point == point) {
          return each;
        }
      }
      Visits added = new Visits(this, point, visits);
      visits = added;
      return added;
    }

    /**
     * Ends the scope; a second time does nothing.
     *
     * @throws IllegalStateException when this is not the calling thread's innermost scope
     */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      if (CURRENT.get() != this) {
        throw new IllegalStateException(
            "The scope of arrival %d is not the innermost one of this thread, but scopes must be closed inside out by the thread that entered: use try-with-resources"
                .formatted(arrivalIndex));
      }
      closed = true;
      for (Visits each = visits; each != null; each = each.next) {
        each.handOver();
      }
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }
}
