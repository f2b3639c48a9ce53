package dev.spike.remote.chaos;

import dev.spike.chaos.control.ChaosClient;
import dev.spike.chaos.control.RemoteLease;
import dev.spike.run.Disturbance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A fault at a point of a service in another JVM, to be given to {@code scenario.during}. It is
 * renewed while it lasts; when this JVM dies, it ends within its time to live. Immutable and
 * thread-safe.
 */
public final class RemoteFault implements Disturbance {
  /** So long a fault outlives a controller that has died. */
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  private static final int REHEARSALS = 5;
  private static final Duration LEAD = Duration.ofMillis(500);
  private static final Set<String> TOLD_OTHERWISE = Set.of("fault", "on", "in", "ttl");

  private final ChaosClient client;
  private final String fault;
  private final String where;
  private final Map<String, String> parameters;

  RemoteFault(ChaosClient client, String fault, String where, Map<String, String> parameters) {
    this.client = client;
    this.fault = fault;
    this.where = where;
    this.parameters = Map.copyOf(parameters);
  }

  /**
   * The same with that parameter, such as {@code probability}.
   *
   * @throws IllegalArgumentException when it is one that is told otherwise: {@code fault}, {@code
   *     on}, {@code in} or {@code ttl}
   */
  public RemoteFault with(String parameter, String value) {
    if (TOLD_OTHERWISE.contains(parameter)) {
      throw new IllegalArgumentException(
          "The parameter '%s' was given as '%s', but fault(name), on(where) and the run say it: leave it out"
              .formatted(parameter, value));
    }
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value);
    return new RemoteFault(client, fault, where, more);
  }

  RemoteFault at(String place) {
    return new RemoteFault(client, fault, place, parameters);
  }

  @Override
  public String name() {
    return fault + "-on-" + where;
  }

  /** An ordinal among the parameters stays. */
  @Override
  public RemoteFault placed(int ordinal) {
    return parameters.containsKey("ordinal") ? this : with("ordinal", String.valueOf(ordinal));
  }

  /** Asks the server for its points, so that what is wrong with it shows before the run. */
  @Override
  public void prepare() {
    client.points();
  }

  /** Long enough for a request to a service that works hard. */
  @Override
  public long leadNanos() {
    return LEAD.toNanos();
  }

  @Override
  public Active begin(long seed, long lifetimeNanos) {
    return armed(0, 0, seed, lifetimeNanos);
  }

  /**
   * The service itself waits for the instant. As the request is under way for some time, it is told
   * to wait by so much less: the quickest of some that change nothing and make the way hot.
   */
  @Override
  public Active beginIn(long delayNanos, long seed, long lifetimeNanos) {
    long asked = System.nanoTime();
    long transit = quickestNanos();
    long left = delayNanos - (System.nanoTime() - asked);
    long sooner = Math.min(Math.max(0, left), transit);
    return armed(Math.max(0, left) - sooner, sooner, seed, lifetimeNanos);
  }

  private long quickestNanos() {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < REHEARSALS; i++) {
      long sent = System.nanoTime();
      client.points();
      quickest = Math.min(quickest, System.nanoTime() - sent);
    }
    return quickest;
  }

  private Active armed(long delayNanos, long sooner, long seed, long lifetimeNanos) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("fault", fault);
    all.put("on", where);
    all.put("in", delayNanos + "ns");
    all.putIfAbsent("seed", String.valueOf(seed));
    Duration lifetime = Duration.ofNanos(delayNanos + lifetimeNanos);
    Duration ttl = lifetime.compareTo(TIME_TO_LIVE) < 0 ? lifetime : TIME_TO_LIVE;
    return new Armed(client.arm(all, ttl, lifetime), sooner);
  }

  private record Armed(RemoteLease lease, long sooner) implements Active {
    @Override
    public long fired() {
      return lease.fired();
    }

    @Override
    public OptionalLong lateNanos() {
      return OptionalLong.of(lease.lateNanos() - sooner);
    }

    @Override
    public String remark() {
      return lease.remark();
    }

    @Override
    public long injectedNanos() {
      return lease.injectedNanos();
    }

    @Override
    public long maxInjectedNanos() {
      return lease.maxInjectedNanos();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
