package dev.spike.chaos;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows every armed lease and reverts it when its time to live ends or the JVM exits. Its one
 * daemon thread lives only while something is armed.
 */
final class Watchdog {
  /** The one that serves this JVM. */
  static final Watchdog JVM = new Watchdog();

  static final int MAX_ARMED = 1_000;
  static final String THREAD_NAME = "spike-chaos-watchdog";

  /** A lease may live by a clock that jumps, so the thread never sleeps longer than this. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  /** Guarded by this, as are the fields below. */
  private final Set<Lease> armed = new LinkedHashSet<>();

  private @Nullable Thread thread;
  private boolean hooked;
  private boolean exiting;

  /**
   * Watches the lease from now on, or throws and leaves nothing behind. To be called before the
   * fault begins, so that nothing is ever armed unwatched.
   */
  synchronized void admit(Lease lease) {
    if (exiting) {
      throw new IllegalStateException(
          "The %s was not armed: the JVM is exiting".formatted(lease.injection()));
    }
    if (armed.size() >= MAX_ARMED) {
      throw new IllegalStateException(
          "The %s was not armed, as %d faults are already: close the leases that are no longer needed"
              .formatted(lease.injection(), MAX_ARMED));
    }
    hookOnce();
    startIfNeeded();
    armed.add(lease);
    LockSupport.unpark(thread);
  }

  private void hookOnce() {
    if (!hooked) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(null, this::exit, THREAD_NAME + "-exit", 0, false));
      hooked = true;
    }
  }

  private void startIfNeeded() {
    if (thread == null) {
      Thread started = new Thread(null, this::watch, THREAD_NAME, 0, false);
      started.setDaemon(true);
      started.setContextClassLoader(null);
      started.start();
      thread = started;
    }
  }

  synchronized void forget(Lease lease) {
    armed.remove(lease);
    LockSupport.unpark(thread);
  }

  private void watch() {
    while (true) {
      long pause = lookAround();
      if (endIfIdle()) {
        return;
      }
      LockSupport.parkNanos(this, pause);
      Thread.interrupted(); // nobody has a reason to interrupt it; an interrupt left standing would
      // make it spin
    }
  }

  /** Whatever goes wrong with one lease, perhaps for want of memory, the others must still end. */
  private long lookAround() {
    try {
      return revertExpired();
    } catch (Throwable untilNextTime) {
      return LOOK_AGAIN_NANOS;
    }
  }

  private synchronized boolean endIfIdle() {
    if (armed.isEmpty()) {
      thread = null;
      return true;
    }
    return false;
  }

  /** Reverts what is due and returns the nanoseconds after which to look again. */
  long revertExpired() {
    long pause = LOOK_AGAIN_NANOS;
    for (Lease lease : armedNow()) {
      long remaining = remainingOf(lease);
      if (remaining <= 0) {
        lease.revert(Lease.Cause.EXPIRED);
      } else {
        pause = Math.min(pause, remaining);
      }
    }
    return pause;
  }

  /** A lease whose clock fails could live for ever: it ends now. */
  private static long remainingOf(Lease lease) {
    try {
      return lease.remainingNanos();
    } catch (Throwable e) {
      log.warn(
          "The clock of the {} failed: its time to live is taken to be over", lease.injection(), e);
      return 0;
    }
  }

  synchronized List<Lease> armedNow() {
    return List.copyOf(armed);
  }

  synchronized boolean isWatching() {
    return thread != null;
  }

  /** Reverts all and lets nothing be armed any more. */
  void exit() {
    synchronized (this) {
      exiting = true;
    }
    armedNow().forEach(lease -> lease.revert(Lease.Cause.JVM_EXIT));
  }
}
