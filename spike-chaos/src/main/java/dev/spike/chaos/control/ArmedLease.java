package dev.spike.chaos.control;

import dev.spike.chaos.Lease;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease under its name, as clients see it: still to begin, armed, or over. Thread-safe. */
final class ArmedLease {
  private static final Logger log = LoggerFactory.getLogger(ArmedLease.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String id;
  private final Order order;

  /** Cancelled when the order is withdrawn before it begins. */
  private final CompletableFuture<Begun> begun = new CompletableFuture<>();

  private volatile @Nullable Future<?> start;

  private record Begun(Lease lease, long lateNanos) {}

  ArmedLease(String id, Order order) {
    this.id = id;
    this.order = order;
  }

  String id() {
    return id;
  }

  /** Arms the fault when the order says. */
  void beginBy(ScheduledExecutorService timer) {
    start = timer.schedule(this::begin, order.startsInNanos(), TimeUnit.NANOSECONDS);
  }

  /** Arms the fault, unless that was withdrawn. */
  void begin() {
    if (begun.isDone()) {
      return;
    }
    try {
      Lease lease = order.injection().arm(order.arming());
      long late = -order.startsInNanos();
      if (!begun.complete(new Begun(lease, late))) {
        lease.close();
      }
    } catch (RuntimeException e) {
      if (!begun.completeExceptionally(e)) {
        log.warn("A fault that was withdrawn while it began: {}", order.injection(), e);
      }
    }
  }

  /** What prevented its begin; null when nothing has. */
  @Nullable Throwable failure() {
    return begun.isCompletedExceptionally() && !begun.isCancelled()
        ? begun.handle((none, failed) -> failed).join()
        : null;
  }

  /** Whether it acts no more, nor ever will. */
  boolean isOver() {
    Lease lease = lease();
    return lease == null ? begun.isCompletedExceptionally() : lease.isReverted();
  }

  /**
   * Reverts it; one that has not begun never will.
   *
   * @throws IllegalStateException when its revert left something behind
   */
  void close() {
    withdraw();
    Lease lease = lease();
    if (lease != null) {
      lease.close();
    }
  }

  private void withdraw() {
    Future<?> waiting = start;
    if (begun.cancel(false) && waiting != null) {
      waiting.cancel(false);
    }
  }

  /** False when it is over; one that has not begun has its whole time before it. */
  boolean renew(Duration timeToLive) {
    Lease lease = lease();
    return lease == null ? !isOver() : lease.renew(timeToLive);
  }

  private @Nullable Lease lease() {
    return begun.isCompletedExceptionally() || !begun.isDone() ? null : begun.join().lease();
  }

  Map<String, Object> told() {
    Lease lease = lease();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", id);
    told.put("fault", order.fault());
    told.put("on", order.injection().point());
    told.put("state", state(lease));
    told.put("remainingMillis", lease == null ? 0 : lease.remaining().toNanos() / NANOS_PER_MILLI);
    told.put("seed", order.arming().seed());
    told.put("lateNanos", lease == null ? 0 : begun.join().lateNanos());
    told.put("considered", lease == null ? 0 : lease.considered());
    told.put("fired", lease == null ? 0 : lease.fired());
    told.put("injectedNanos", lease == null ? 0 : lease.injectedNanos());
    told.put("maxInjectedNanos", lease == null ? 0 : lease.maxInjectedNanos());
    told.put("remark", order.injection().remark());
    return told;
  }

  private String state(@Nullable Lease lease) {
    if (lease != null) {
      return lease.revertedBy().map(by -> by.name().toLowerCase(Locale.ROOT)).orElse("armed");
    }
    return begun.isCancelled() ? "withdrawn" : isOver() ? "failed" : "waiting";
  }
}
