package dev.spike.target;

import java.util.concurrent.TimeUnit;

/**
 * Which answers count for a decision: the last few, or those of the last seconds.
 *
 * @param kind how old answers leave
 * @param size answers or seconds
 * @param minimum answers below which nothing is decided
 */
record WindowRule(Kind kind, int size, int minimum) {
  /** How old answers leave. */
  enum Kind {
    /** The last {@code size} answers. */
    CALLS,
    /** Whole seconds of the breaker's clock: the current one and the {@code size - 1} before. */
    CLOCK_SECONDS,
    /**
     * Slices of one second of the monotonic clock that begin somewhere: an answer of less than
     * {@code size - 1} seconds ago counts, one of {@code size} seconds ago does not.
     */
    SLIDING_SECONDS
  }

  private static final long MILLIS = 1_000;

  static WindowRule ofCalls(int size, int minimum) {
    return new WindowRule(Kind.CALLS, size, minimum);
  }

  static WindowRule ofClockSeconds(int size, int minimum) {
    return new WindowRule(Kind.CLOCK_SECONDS, size, minimum);
  }

  static WindowRule ofSlidingSeconds(int size, int minimum) {
    return new WindowRule(Kind.SLIDING_SECONDS, size, minimum);
  }

  boolean countsCalls() {
    return kind == Kind.CALLS;
  }

  /** Whether an answer is young enough at a later one, whenever within their calls they counted. */
  boolean surelyYoung(BreakerCall answer, BreakerCall later) {
    return switch (kind) {
      case CALLS -> true;
      case CLOCK_SECONDS -> second(later.clockEnd) - second(answer.clockBegin) < size;
      case SLIDING_SECONDS -> later.end - answer.begin < TimeUnit.SECONDS.toNanos(size - 1L);
    };
  }

  /** Whether an answer that ended then, on the monotonic and on the breaker's clock, may be. */
  boolean possiblyYoung(long end, long clockEnd, BreakerCall later) {
    return switch (kind) {
      case CALLS -> true;
      case CLOCK_SECONDS -> second(later.clockBegin) - second(clockEnd) < size;
      case SLIDING_SECONDS -> later.begin - end < TimeUnit.SECONDS.toNanos(size);
    };
  }

  private static long second(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }
}
