package dev.spike.remote.chaos;

import dev.spike.chaos.control.ChaosClient;
import dev.spike.chaos.control.RemoteLease;
import dev.spike.run.Disturbance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A fault at a point of a service in another JVM, to be given to {@code scenario.during}. It is
 * renewed while it lasts; when this JVM dies, it ends within its time to live. Immutable and
 * thread-safe.
 */
public final class RemoteFault implements Disturbance {
  /** So long a fault outlives a controller that has died. */
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  private static final Duration LEAD = Duration.ofMillis(500);

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

  /** The same with that parameter, such as {@code probability}. */
  public RemoteFault with(String parameter, String value) {
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
    return beginIn(0, seed, lifetimeNanos);
  }

  /** The service itself waits for the instant. */
  @Override
  public Active beginIn(long delayNanos, long seed, long lifetimeNanos) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("fault", fault);
    all.put("on", where);
    all.put("in", delayNanos + "ns");
    all.putIfAbsent("seed", String.valueOf(seed));
    Duration lifetime = Duration.ofNanos(delayNanos + lifetimeNanos);
    Duration ttl = lifetime.compareTo(TIME_TO_LIVE) < 0 ? lifetime : TIME_TO_LIVE;
    return new Armed(client.arm(all, ttl, lifetime));
  }

  private record Armed(RemoteLease lease) implements Active {
    @Override
    public long fired() {
      return lease.fired();
    }

    @Override
    public OptionalLong lateNanos() {
      return OptionalLong.of(lease.lateNanos());
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
