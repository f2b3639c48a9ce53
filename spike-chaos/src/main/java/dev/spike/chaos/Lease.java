package dev.spike.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The armed lifetime of a fault, from {@link Injection#arm} to its revert: by {@link #close()}, by
 * the watchdog when the time to live ends, or at JVM exit, whichever is first.
 *
 * <p>Revert takes the fault off its point, wakes the calls that wait in it, and is checked: once
 * {@link #close()} has returned, the fault acts no more and no call is left inside it.
 *
 * <p>Thread-safe. The counts may be read at any time and stay readable after the revert.
 */
public final class Lease implements AutoCloseable {
  /** What ended a lease. */
  public enum Cause {
    /** {@link Lease#close()}. */
    CLOSED,
    /** The time to live ended; reverted by the watchdog. */
    EXPIRED,
    /** The JVM began to exit. */
    JVM_EXIT
  }

  /**
   * How long {@link #close()} waits for calls that were inside the fault to leave it: generous, as
   * they only have to be scheduled.
   */
  public static final Duration RELEASE_LIMIT = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Lease.class);
  private static final long LOOK_AGAIN_NANOS = 100_000;

  private final Injection injection;
  private final Arming arming;
  private final Watchdog watchdog;
  private final ChaosPoint point;
  private final Draw draw;
  private final long armedAt;

  private final LongAdder considered = new LongAdder();
  private final LongAdder fired = new LongAdder();
  private final AtomicLong outside = new AtomicLong();

  /** The threads that the fault is acting on. */
  private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

  private final Object reverting = new Object();
  private volatile @Nullable Cause cause;

  private Lease(Injection injection, Arming arming, Watchdog watchdog) {
    this.injection = injection;
    this.arming = arming;
    this.watchdog = watchdog;
    this.point = ChaosPoint.of(injection.point());
    this.draw = Draw.of(injection, arming);
    this.armedAt = arming.ticker().getAsLong();
  }

  static Lease arm(Injection injection, Arming arming, Watchdog watchdog) {
    Lease lease = new Lease(injection, arming, watchdog);
    watchdog.admit(lease);
    log.debug("Armed: {}, at most for {}", injection, arming.timeToLive());
    return lease;
  }

  /** What was armed. */
  public Injection injection() {
    return injection;
  }

  /**
   * How many hits looked at the fault while it was armed. 0 at the end means that its point was
   * never reached: a mistyped name, perhaps.
   */
  public long considered() {
    return considered.sum();
  }

  /** On how many of those hits it acted. */
  public long fired() {
    return fired.sum();
  }

  /** Whether the fault is over. */
  public boolean isReverted() {
    return cause != null;
  }

  /** What ended the lease; empty while it is armed. */
  public Optional<Cause> revertedBy() {
    return Optional.ofNullable(cause);
  }

  /**
   * Reverts the fault if that has not happened yet, and {@linkplain #verify() checks} the revert,
   * whoever did it. May be called any number of times, by any thread.
   *
   * @throws IllegalStateException when something is left behind; see {@link #verify()}
   */
  @Override
  public void close() {
    revert(Cause.CLOSED);
    verify();
  }

  /**
   * Checks that the fault is over: reverted, off its point, and no call inside it other than the
   * caller's own. Waits up to {@link #RELEASE_LIMIT} for calls to leave, with or without the
   * interrupt flag, which it keeps.
   *
   * @throws IllegalStateException when one of these does not hold; the message names the threads
   *     left inside
   */
  public void verify() {
    verify(RELEASE_LIMIT);
  }

  void verify(Duration limit) {
    if (!isReverted()) {
      throw new IllegalStateException(
          "The %s is still armed, but must be reverted before it is verified: close its lease"
              .formatted(injection));
    }
    if (point.holds(this)) {
      throw new IllegalStateException(
          "The %s is still held by its point after its revert: later hits go on to see it"
              .formatted(injection));
    }
    List<String> left = leftInsideAfter(limit);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "The %s was reverted, but %d calls did not leave it within %s: %s. What makes its exception must not block"
              .formatted(injection, left.size(), limit, left));
    }
  }

  private List<String> leftInsideAfter(Duration limit) {
    boolean interrupted = Thread.interrupted();
    long since = System.nanoTime();
    try {
      while (!othersInside().isEmpty() && System.nanoTime() - since < limit.toNanos()) {
        LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
        interrupted |= Thread.interrupted();
      }
      return othersInside();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<String> othersInside() {
    return inside.stream()
        .filter(thread -> thread != Thread.currentThread())
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  /** One hit looks at the fault, which draws and perhaps acts. */
  void consider(long arrival, int nth) throws Throwable {
    if (isReverted()) {
      return;
    }
    considered.increment();
    if (draw.acts(arrival, nth)) {
      fire();
    }
  }

  /**
   * First shows itself, then looks for a revert, as {@link #revert} does in the other order: so no
   * call acts unseen by the one that reverts.
   */
  private void fire() throws Throwable {
    Thread caller = Thread.currentThread();
    boolean outermost = inside.add(caller);
    try {
      if (!isReverted()) {
        fired.increment();
        injection.fault().act(this);
      }
    } finally {
      if (outermost) {
        inside.remove(caller);
      }
    }
  }

  /**
   * The index of a hit outside any call: starts at 0 with every lease, so that a repeated run
   * repeats its decisions.
   */
  long nextOutside() {
    return outside.getAndIncrement();
  }

  /**
   * Holds the calling thread for that time; less only when the lease is reverted or the thread
   * interrupted.
   */
  void hold(long nanos) {
    long since = System.nanoTime();
    long left = nanos;
    while (left > 0 && !isReverted() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(this, left);
      left = nanos - (System.nanoTime() - since);
    }
  }

  void attach() {
    point.attach(this);
  }

  /** Nanoseconds of its ticker until the time to live ends; zero or less when it has. */
  long remainingNanos() {
    return arming.timeToLive().toNanos() - (arming.ticker().getAsLong() - armedAt);
  }

  /** The first cause wins; a second caller returns when the first one's revert is complete. */
  void revert(Cause by) {
    synchronized (reverting) {
      if (cause != null) {
        return;
      }
      cause = by;
      inside.forEach(LockSupport::unpark);
      point.detach(this);
      watchdog.forget(this);
    }
    log.atLevel(by == Cause.EXPIRED ? Level.WARN : Level.DEBUG)
        .log(
            "Reverted ({}): {}, considered {} times, fired {} times",
            by,
            injection,
            considered(),
            fired());
  }

  @Override
  public String toString() {
    Cause by = cause;
    return "Lease[" + injection + ", " + (by == null ? "armed" : by) + "]";
  }
}
