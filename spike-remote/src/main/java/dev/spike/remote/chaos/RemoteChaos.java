package dev.spike.remote.chaos;

import dev.spike.chaos.control.ChaosClient;
import java.net.URI;
import java.util.Map;

/**
 * Where the faults of a service in another JVM are made.
 *
 * <pre>{@code
 * RemoteChaos service = RemoteChaos.at(uri, token);
 * scenario.during(SPIKE, service.fault("latency").with("delay", "200ms").on("orders.db"))
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class RemoteChaos {
  private final ChaosClient client;

  private RemoteChaos(ChaosClient client) {
    this.client = client;
  }

  /** As {@link ChaosClient#at}. */
  public static RemoteChaos at(URI server, String token) {
    return new RemoteChaos(ChaosClient.at(server, token));
  }

  /**
   * A fault that the server knows by that name, not yet placed.
   *
   * @param name as in {@code GET /v1/faults}, such as {@code latency}
   */
  public Unplaced fault(String name) {
    return new Unplaced(new RemoteFault(client, name, "", Map.of()));
  }

  /** A fault that is still to be told its point. */
  public static final class Unplaced {
    private final RemoteFault fault;

    private Unplaced(RemoteFault fault) {
      this.fault = fault;
    }

    /**
     * With that parameter, of the fault or of its dose, such as {@code probability}; as {@link
     * RemoteFault#with}.
     */
    public Unplaced with(String parameter, String value) {
      return new Unplaced(fault.with(parameter, value));
    }

    /** At that point, or those whose names match. */
    public RemoteFault on(String where) {
      return fault.at(where);
    }
  }
}
