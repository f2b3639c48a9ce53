package dev.spike.remote.chaos;

import static java.time.Duration.ofNanos;

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

  private static final Duration LEAD = Duration.ofMillis(500);
  private static final Set<String> TOLD_OTHERWISE = Set.of("fault", "on", "in", "at", "ttl");

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
   *     on}, {@code in}, {@code at} or {@code ttl}
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
    return new Armed(client.arm(all(seed), timeToLive(lifetimeNanos), ofNanos(lifetimeNanos)));
  }

  /** The service itself waits for the instant. */
  @Override
  public Active beginIn(long delayNanos, long seed, long lifetimeNanos) {
    return new Armed(
        client.armIn(
            ofNanos(delayNanos), all(seed), timeToLive(lifetimeNanos), ofNanos(lifetimeNanos)));
  }

  private Map<String, String> all(long seed) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("fault", fault);
    all.put("on", where);
    all.putIfAbsent("seed", String.valueOf(seed));
    return all;
  }

  private static Duration timeToLive(long lifetimeNanos) {
    return ofNanos(Math.min(lifetimeNanos, TIME_TO_LIVE.toNanos()));
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
