package dev.spike.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The armed lifetime of a fault, from {@link Injection#arm} to its revert: by {@link #close()}, by
 * the watchdog when the time to live ends, or at JVM exit, whichever is first.
 *
 * <p>Revert takes the fault off its points, wakes the calls that wait in it, frees what it has
 * taken, and is checked: once {@link #close()} has returned, the fault acts no more and no call is
 * left inside it.
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

  private final Injection injection;
  private final Arming arming;
  private final Watchdog watchdog;
  private final Points points = Points.JVM;
  private final @Nullable Thread bound;
  private final long armedAt;

  /** For what no point has a part in. */
  private final Draw own;

  /** Where it stands, or stood until the revert. */
  private final Queue<Armed> places = new ConcurrentLinkedQueue<>();

  /** But for hits outside any operation, which the places count. */
  private final LongAdder considered = new LongAdder();

  private final Journal journal;
  private final AtomicLong actions = new AtomicLong();
  private final Insiders insiders = new Insiders();

  private final Object reverting = new Object();
  private volatile @Nullable Cause cause;

  /** Nanoseconds from the arming on. Written under {@link #reverting}. */
  private volatile long livesFor;

  private volatile @Nullable String trouble;
  private @Nullable AutoCloseable begun;

  private Lease(Injection injection, Arming arming, Watchdog watchdog) {
    this.injection = injection;
    this.arming = arming;
    this.watchdog = watchdog;
    this.bound = arming.bound() ? Thread.currentThread() : null;
    this.journal = new Journal(injection.fault().kinds());
    this.armedAt = arming.time().nanos();
    this.livesFor = arming.timeToLive().toNanos();
    this.own = Draw.of(injection, injection.point(), arming);
  }

  static Lease arm(Injection injection, Arming arming, Watchdog watchdog) {
    Lease lease = new Lease(injection, arming, watchdog);
    watchdog.admit(lease);
    try {
      lease.begin();
    } catch (Throwable failed) {
      lease.revert(Cause.CLOSED);
      throw new IllegalStateException(
          "The %s could not begin: %s".formatted(injection, failed), failed);
    }
    log.debug("Armed: {}, at most for {}", injection, arming.timeToLive());
    return lease;
  }

  /** Begins outside the lock, as that may take long, and ends at once if reverted meanwhile. */
  private void begin() throws Exception {
    AutoCloseable beginning = injection.fault().begin(this);
    synchronized (reverting) {
      begun = beginning;
      if (isReverted()) {
        end();
      } else if (beginning instanceof Effect effect) {
        points.attach(this, effect);
      }
    }
  }

  /** What was armed. */
  public Injection injection() {
    return injection;
  }

  /**
   * How many hits looked at the fault while it was armed, whether its conditions held or not; those
   * of an operation are added when it ends, or when the fault acts on it. 0 at the end means that
   * its point was never reached; {@link #remark()} may tell why.
   */
  public long considered() {
    return considered.sum() + places.stream().mapToLong(Armed::consideredOutside).sum();
  }

  /** How often it acted. */
  public long fired() {
    return journal.count();
  }

  /** The same by kind: of a choice among several faults each, also those that never acted. */
  public Map<String, Long> firedByKind() {
    return journal.fired();
  }

  /** What all calls together lost to the fault, in nanoseconds. */
  public long injectedNanos() {
    return journal.totalNanos();
  }

  /** The most that one call lost to the fault at once, in nanoseconds. */
  public long maxInjectedNanos() {
    return journal.maxNanos();
  }

  /** The last 1,024 injections that are over, the oldest first. */
  public List<Injected> journal() {
    return journal.last();
  }

  /** Whether the fault is over. */
  public boolean isReverted() {
    return cause != null;
  }

  /** What ended the lease; empty while it is armed. */
  public Optional<Cause> revertedBy() {
    return Optional.ofNullable(cause);
  }

  /** As {@link Injection#remark()}. */
  public String remark() {
    return injection.remark();
  }

  /** Until the time to live ends; zero when it has, or the fault is reverted. */
  public Duration remaining() {
    return isReverted() ? Duration.ZERO : Duration.ofNanos(Math.max(0, remainingNanos()));
  }

  /**
   * Lets the fault live for that time from now on, instead of what is left.
   *
   * @param timeToLive above zero and at most {@link Arming#MAX_TIME_TO_LIVE}
   * @return false, and nothing is changed, when the lease has ended already
   */
  public boolean renew(Duration timeToLive) {
    Arming.checkedTimeToLive(timeToLive);
    synchronized (reverting) {
      // The watchdog may have seen that the time is over, and be about to revert.
      if (isReverted() || remainingNanos() <= 0) {
        return false;
      }
      livesFor = elapsedNanos() + timeToLive.toNanos();
      return true;
    }
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
   * Checks that the fault is over: reverted, off its points, all freed that it had taken, and no
   * call inside it other than the caller's own. Waits up to {@link #RELEASE_LIMIT} for calls to
   * leave, with or without the interrupt flag, which it keeps. Also reports a condition that threw.
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
    if (points.hold(this)) {
      throw new IllegalStateException(
          "The %s is still held by its point after its revert: later hits go on to see it"
              .formatted(injection));
    }
    List<String> left = insiders.leftAfter(limit);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "The %s was reverted, but %d calls did not leave it within %s: %s. What makes its exception must not block"
              .formatted(injection, left.size(), limit, left));
    }
    String told = trouble;
    if (told != null) {
      throw new IllegalStateException("The %s %s".formatted(injection, told));
    }
  }

  /** Whether the hit is one that the fault looks at. */
  boolean considers(ChaosCall.@Nullable Scope call) {
    return !isReverted() && isBoundTo(call);
  }

  void addConsidered(int hits) {
    considered.add(hits);
  }

  /** Whether it looks at what that call does, as far as threads go. */
  boolean isBoundTo(ChaosCall.@Nullable Scope call) {
    return bound == null || bound == (call == null ? Thread.currentThread() : call.owner());
  }

  /** Whether the injection's own conditions hold; one that throws does not. */
  boolean meets(@Nullable Object subject) {
    try {
      return injection.condition().holds(subject);
    } catch (RuntimeException | Error thrown) {
      troubledBy("has a condition that threw: " + thrown);
      return false;
    }
  }

  /**
   * First shows itself, then looks for a revert, as {@link #revert} does in the other order: so no
   * call acts unseen by the one that reverts.
   */
  void fire(Effect effect, Hit hit) throws Throwable {
    Thread caller = Thread.currentThread();
    boolean outermost = insiders.enter(caller);
    try {
      if (!isReverted() && journal.begin(hit.kind(), injection.dose().first())) {
        act(effect, hit);
      }
    } finally {
      if (outermost) {
        insiders.leave(caller);
      }
    }
  }

  private void act(Effect effect, Hit hit) throws Throwable {
    long since = arming.time().nanos();
    try {
      effect.act(hit);
    } finally {
      journal.add(hit.done(since - armedAt, arming.time().nanos() - since));
    }
  }

  /**
   * A standing fault has acted once more; ignored after the revert.
   *
   * @param what was done to what, for the journal
   */
  public void acted(String what) {
    String kind = injection.fault().kind();
    if (!isReverted() && journal.begin(kind, Long.MAX_VALUE)) {
      considered.increment();
      journal.add(new Injected(kind, injection.point(), -1, 0, what, elapsedNanos(), 0, 0));
    }
  }

  /** A random number for a standing fault, from 0 to below 1: the next one of this lease. */
  public double uniform() {
    return Draw.uniform(Draw.bits(own.half(actions.getAndIncrement(), 0), Draw.OUTSIDE));
  }

  /** By which the fault lives. */
  public ChaosTime time() {
    return arming.time();
  }

  /** Since the arming, in nanoseconds. */
  public long elapsedNanos() {
    return arming.time().nanos() - armedAt;
  }

  /**
   * Holds the calling thread for that time; less only when the lease is reverted or the thread
   * interrupted.
   */
  void hold(long nanos) {
    long since = arming.time().nanos();
    long left = nanos;
    while (left > 0 && !isReverted() && !Thread.currentThread().isInterrupted()) {
      arming.time().park(this, left);
      left = nanos - (arming.time().nanos() - since);
    }
  }

  /** What is to stand at a point on this lease's behalf. */
  Armed at(ChaosPoint point, Effect effect) {
    Armed place = new Armed(this, point, effect, Draw.of(injection, point.name(), arming));
    places.add(place);
    return place;
  }

  /** Nanoseconds of its time until the time to live ends; zero or less when it has. */
  long remainingNanos() {
    return livesFor - elapsedNanos();
  }

  /** The first cause wins; a second caller returns when the first one's revert is complete. */
  void revert(Cause by) {
    synchronized (reverting) {
      if (cause != null) {
        return;
      }
      cause = by;
      insiders.wake();
      points.detach(this);
      end();
      watchdog.forget(this);
    }
    log.atLevel(by == Cause.EXPIRED ? Level.WARN : Level.DEBUG)
        .log(
            "Reverted ({}): {}, considered {} times, fired {} times; {}",
            by,
            injection,
            considered(),
            fired(),
            remark());
  }

  /** Whatever goes wrong with what the fault has taken, the rest of the revert goes on. */
  private void end() {
    try {
      if (begun != null) {
        begun.close();
      }
    } catch (Throwable thrown) {
      troubledBy("left something behind: " + thrown);
    }
  }

  private void troubledBy(String what) {
    if (trouble == null) {
      trouble = what;
    }
  }

  @Override
  public String toString() {
    Cause by = cause;
    return "Lease[" + injection + ", " + (by == null ? "armed" : by) + "]";
  }
}
