package dev.spike.chaos.control;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What has been armed from afar: all that is armed, and of what is over the latest. Thread-safe.
 */
final class ArmedLeases {
  private static final SecureRandom NAMES = new SecureRandom();
  private static final long IDLE_SECONDS = 10;

  private final int most;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Workers::daemon);

  /** In the order of arming. Guarded by this, as are the fields below. */
  private final Map<String, ArmedLease> leases = new LinkedHashMap<>();

  private int beginning;
  private boolean closed;

  ArmedLeases(int most) {
    this.most = most;
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** Arms outside the lock, as that may take long; what starts later, on a thread of its own. */
  ArmedLease arm(Order order) {
    reserve();
    try {
      ArmedLease armed = new ArmedLease(name(), order);
      if (order.startsInNanos() <= 0) {
        begin(armed);
      } else {
        armed.beginBy(timer);
      }
      keep(armed);
      return armed;
    } finally {
      release();
    }
  }

  private static void begin(ArmedLease armed) {
    armed.begin();
    Throwable failed = armed.failure();
    if (failed != null) {
      throw new Refusal(409, String.valueOf(failed.getMessage()));
    }
  }

  private synchronized void reserve() {
    long armed = leases.values().stream().filter(each -> !each.isOver()).count();
    if (closed || armed + beginning >= most) {
      throw new Refusal(
          429,
          "Nothing was armed, as %s: %s"
              .formatted(
                  closed ? "the server is closing" : armed + beginning + " faults already are",
                  "end those that are no longer needed"));
    }
    beginning++;
  }

  private synchronized void release() {
    beginning--;
  }

  private synchronized void keep(ArmedLease armed) {
    if (closed) {
      armed.close();
    }
    Iterator<ArmedLease> oldest = leases.values().iterator();
    for (int over = leases.size() + 1 - most; over > 0 && oldest.hasNext(); ) {
      if (oldest.next().isOver()) {
        oldest.remove();
        over--;
      }
    }
    leases.put(armed.id(), armed);
  }

  /** Cannot be guessed, and is another one after a restart of the service. */
  private static String name() {
    byte[] bytes = new byte[8];
    NAMES.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  synchronized ArmedLease get(String id) {
    ArmedLease lease = leases.get(id);
    if (lease == null) {
      throw Refusal.notFound(
          "No lease has the id '%s': it is over for long, or was never armed by this process"
              .formatted(Refusal.shown(id)));
    }
    return lease;
  }

  synchronized List<ArmedLease> all() {
    return List.copyOf(leases.values());
  }

  /** Ends all; nothing is armed any more. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    timer.shutdownNow();
    RuntimeException failed = null;
    for (ArmedLease each : all()) {
      try {
        each.close();
      } catch (IllegalStateException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
