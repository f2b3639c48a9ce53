package dev.spike.chaos;

import java.util.Arrays;
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
 */
public final class ChaosCall {
  private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

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
    Scope scope = new Scope(arrivalIndex, CURRENT.get());
    CURRENT.set(scope);
    return scope;
  }

  static @Nullable Scope current() {
    return CURRENT.get();
  }

  /**
   * One operation on one thread. Not thread-safe: used and closed by the thread that entered it.
   */
  public static final class Scope implements AutoCloseable {
    private final long arrivalIndex;
    private final @Nullable Scope outer;
    private ChaosPoint[] points = {};
    private int[] hits = {};
    private boolean closed;

    private Scope(long arrivalIndex, @Nullable Scope outer) {
      this.arrivalIndex = arrivalIndex;
      this.outer = outer;
    }

    /** The operation's place in the schedule. */
    public long arrivalIndex() {
      return arrivalIndex;
    }

    /** Counts from 1. An operation meets few armed points, so they are searched one by one. */
    int nextHit(ChaosPoint point) {
      for (int i = 0; i < points.length; i++) {
        if (points[i] == point) {
          return ++hits[i];
        }
      }
      points = Arrays.copyOf(points, points.length + 1);
      hits = Arrays.copyOf(hits, points.length);
      points[points.length - 1] = point;
      return ++hits[points.length - 1];
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
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }
}
