package dev.spike.chaos.control;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fault armed in another JVM. It is renewed until {@link #close()}; what it has done is told as
 * of the last renewal, and after the close for good. Thread-safe.
 */
public final class RemoteLease implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RemoteLease.class);
  private static final Set<String> ENDED_HERE = Set.of("closed", "withdrawn");
  private static final int RENEWALS_IN_A_LIFE = 3;

  private final ChaosClient client;
  private final Duration timeToLive;
  private final String path;
  private final long withinNanos;
  private volatile Map<String, String> told;
  private volatile @Nullable Future<?> renewal;
  private volatile long keptUntil;
  private boolean closed;

  RemoteLease(ChaosClient client, Duration timeToLive, Map<String, String> told, long withinNanos) {
    this.client = client;
    this.timeToLive = timeToLive;
    this.withinNanos = withinNanos;
    this.path = "/v1/leases/" + told.get("id");
    this.told = told;
  }

  void keepFor(Duration lifetime) {
    keptUntil = System.nanoTime() + lifetime.toNanos();
    long each = Math.max(1, timeToLive.toNanos() / RENEWALS_IN_A_LIFE);
    renewal =
        client.renewals().scheduleWithFixedDelay(this::renewNow, each, each, TimeUnit.NANOSECONDS);
  }

  /** One that fails is tried again by the next one; the close finds out if it was one too many. */
  synchronized void renewNow() {
    long left = keptUntil - System.nanoTime();
    if (closed || left <= 0) {
      abandon();
      return;
    }
    try {
      told =
          client.post(path + "/renew", Map.of("ttl", Math.min(left, timeToLive.toNanos()) + "ns"));
    } catch (RuntimeException e) {
      log.debug("A lease was not renewed: {}", path, e);
    }
  }

  /** No longer renews it: it ends by itself unless closed. */
  public void abandon() {
    Future<?> running = renewal;
    if (running != null) {
      running.cancel(false);
    }
  }

  /**
   * Reverts the fault and learns what it has done. A second time does nothing.
   *
   * @throws IllegalStateException when it had ended before, as it was not renewed in time or its
   *     server closed, or when its revert left something behind
   * @throws java.io.UncheckedIOException when the server is not to be reached: the fault then ends
   *     when its time to live does
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    abandon();
    told = client.delete(path);
    if (!ENDED_HERE.contains(told.getOrDefault("state", ""))) {
      throw new IllegalStateException(
          "The %s fault on %s had ended before (%s), so what followed was measured without it: give it a longer time to live than %s"
              .formatted(told.get("fault"), told.get("on"), told.get("state"), timeToLive));
    }
  }

  /** How many hits looked at the fault. */
  public long considered() {
    return number("considered");
  }

  /** How often it acted. */
  public long fired() {
    return number("fired");
  }

  /** What all calls together lost to it, in nanoseconds. */
  public long injectedNanos() {
    return number("injectedNanos");
  }

  /** The most that one call lost to it at once, in nanoseconds. */
  public long maxInjectedNanos() {
    return number("maxInjectedNanos");
  }

  /**
   * The most by which it can have begun later than it was to, in nanoseconds: as the server tells,
   * and what is not known of its clock.
   */
  public long lateNanos() {
    return withinNanos + Math.max(0, number("lateNanos"));
  }

  /** As {@link dev.spike.chaos.Lease#remark()}. */
  public String remark() {
    return told.getOrDefault("remark", "");
  }

  private long number(String name) {
    return Long.parseLong(told.getOrDefault(name, "0"));
  }
}
