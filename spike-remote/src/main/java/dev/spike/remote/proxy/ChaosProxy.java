package dev.spike.remote.proxy;

import dev.spike.chaos.Injection;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy that disturbs what passes through it by its toxics.
 *
 * <pre>{@code
 * try (ChaosProxy db = ChaosProxy.to("localhost:5432").named("db").seed(42).start()) {
 *   connectTo(db.address());
 *   db.add("slow", DOWNSTREAM, 1, new Latency(200, 20));
 *   ...
 *   db.remove("slow");
 * }
 * }</pre>
 *
 * <p>Toxics can be added, changed and removed at any time: connections that are open follow, no
 * byte is lost or overtakes another, and a chunk read after the call has returned meets the new
 * ones. Those of a direction act in the order in which they were added. Whether a connection is hit
 * is drawn once for each toxic, and again only when that toxic is changed.
 *
 * <p>Thread-safe. No call waits for a client, an upstream or a toxic.
 */
public final class ChaosProxy implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;

  private final String name;
  private final long seed;
  private final Hub hub;
  private final EventLoopGroup loops = Loops.acquire();
  private volatile InetSocketAddress address;
  private volatile @Nullable Listener listener;
  private Refusals failing = new Refusals(0, what -> {});
  private boolean closed;

  private ChaosProxy(ProxyPlan plan) {
    HostPort listen = HostPort.listening(plan.listen());
    this.name = plan.name();
    this.seed = plan.seed();
    this.hub = new Hub(plan);
    this.address = InetSocketAddress.createUnresolved(listen.host(), listen.port());
  }

  /**
   * A plan of a proxy to that upstream, called {@code proxy}, on a free port of the loopback
   * interface, with seed 0.
   *
   * @param upstream {@code host:port}; looked up anew for each connection
   * @throws IllegalArgumentException when it is something else
   */
  public static ProxyPlan to(String upstream) {
    HostPort.connecting(upstream);
    return ProxyPlan.lenient(upstream);
  }

  static ChaosProxy start(ProxyPlan plan) throws IOException {
    ChaosProxy proxy = new ChaosProxy(plan);
    try {
      if (plan.enabled()) {
        proxy.enable();
      }
      return proxy;
    } catch (IOException | RuntimeException e) {
      proxy.close();
      throw e;
    }
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /**
   * Where it listens, or last did: with the port that it got. Before it was first enabled, where it
   * is to listen, unresolved.
   */
  public InetSocketAddress address() {
    return address;
  }

  /** Where its connections go: {@code host:port}. */
  public String upstream() {
    return hub.upstream().toString();
  }

  /** Whether it listens. */
  public boolean isEnabled() {
    return listener != null;
  }

  /**
   * Listens again, on the same port as before; does nothing if it listens already.
   *
   * @throws IOException the system's own, when it cannot listen there; it stays disabled
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized void enable() throws IOException {
    if (closed) {
      throw new IllegalStateException(
          "The proxy %s is closed, but was to be enabled: start another one".formatted(name()));
    }
    if (listener == null) {
      hub.admit(true);
      try {
        Listener bound = Listener.bind(resolved(), loops, hub);
        address = bound.address();
        listener = bound;
      } finally {
        hub.admit(listener != null);
      }
    }
  }

  private InetSocketAddress resolved() throws IOException {
    InetSocketAddress at = address;
    return at.isUnresolved() ? new HostPort(at.getHostString(), at.getPort()).resolve() : at;
  }

  /** Stops to listen, so that clients are refused, and closes all connections. Toxics stay. */
  public synchronized void disable() {
    hub.admit(false);
    if (listener != null) {
      listener.close();
      listener = null;
    }
    closeConnections();
  }

  private void closeConnections() {
    List<ChannelFuture> closing = hub.connections().stream().map(Connection::close).toList();
    if (!Loops.onOneOf(loops)) {
      closing.forEach(each -> each.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
    }
  }

  /**
   * Closes all connections and goes on at other addresses, enabled if it was. Toxics stay.
   *
   * @param listen as of {@link ProxyPlan#listen}
   * @param upstream as of {@link ProxyPlan#lenient}
   * @throws IllegalArgumentException when {@code listen} is not {@code host:port}; nothing changes
   * @throws IOException the system's own, when it cannot listen there; it is then disabled, with
   *     the new addresses
   */
  public synchronized void move(String listen, String upstream) throws IOException {
    HostPort to = HostPort.listening(listen);
    boolean enabled = isEnabled();
    disable();
    hub.upstream(new Upstream(upstream));
    address = InetSocketAddress.createUnresolved(to.host(), to.port());
    if (enabled) {
      enable();
    }
  }

  /** Resets (RST) the connections that are open now. */
  public void cutConnections() {
    hub.connections().forEach(Connection::reset);
  }

  /**
   * The next connections are reset as soon as they are accepted.
   *
   * @param connections 0 or more, in place of what is left of an earlier call
   */
  public synchronized void failFirst(int connections) {
    Refusals next = new Refusals(connections, what -> {});
    hub.withdraw(failing);
    hub.refuse(next);
    failing = next;
  }

  /** How many connections are open, those included that wait for the upstream. */
  public int connections() {
    return hub.open();
  }

  /** How many connections have been accepted so far; they are numbered from 1. */
  public long accepted() {
    return hub.accepted();
  }

  /** Bytes read from the sources of that direction so far, all connections together. */
  public long receivedBytes(Direction direction) {
    return hub.traffic.received(direction).sum();
  }

  /** Bytes handed to the destinations of that direction so far, all connections together. */
  public long sentBytes(Direction direction) {
    return hub.traffic.sent(direction).sum();
  }

  /** The toxics, upstream before downstream, each in the order in which they were added. */
  public List<NamedToxic> toxics() {
    return hub.toxics.named();
  }

  /**
   * Adds a toxic behind the others of its direction.
   *
   * @throws IllegalArgumentException when the name is taken or empty
   */
  public NamedToxic add(String name, Direction direction, double toxicity, Toxic toxic) {
    return add(new NamedToxic(name, direction, toxicity, toxic), Key.of(seed, name(), name), null)
        .named();
  }

  Placed add(NamedToxic toxic, Key key, @Nullable Consumer<String> acted) {
    Placed placed = hub.toxics.add(toxic, key, acted);
    hub.refresh();
    return placed;
  }

  void remove(Placed toxic) {
    hub.toxics.remove(toxic);
    hub.refresh();
  }

  /**
   * Changes a toxic in its place; which connections it hits is drawn anew.
   *
   * @param toxic of the same type as before
   * @throws NoSuchElementException when there is none of that name
   * @throws IllegalArgumentException when it is of another type
   */
  public NamedToxic update(String name, double toxicity, Toxic toxic) {
    NamedToxic changed = hub.toxics.update(name, toxicity, toxic);
    hub.refresh();
    return changed;
  }

  /**
   * Removes a toxic.
   *
   * @throws NoSuchElementException when there is none of that name
   */
  public void remove(String name) {
    hub.toxics.remove(name);
    hub.refresh();
  }

  /** Removes all toxics. */
  public void removeAll() {
    hub.toxics.removeAll();
    hub.refresh();
  }

  /**
   * A toxic as a fault: {@code scenario.during(SPIKE, proxy.fault(DOWNSTREAM, new Latency(200,
   * 20)))}. It is added when the fault is armed and removed at its end, and has fired if it acted
   * on at least one chunk.
   */
  public Injection fault(Direction direction, Toxic toxic) {
    return fault(direction, 1, toxic);
  }

  /** The same, acting on a share of the connections only. */
  public Injection fault(Direction direction, double toxicity, Toxic toxic) {
    return new ToxicFault(this, direction, toxicity, toxic).on(name());
  }

  /** As a fault: disabled while it is armed, enabled again at the end. */
  public Injection down() {
    return new DownFault(this).on(name());
  }

  /** As a fault: the connections open when it is armed are reset, once. */
  public Injection cut() {
    return new CutFault(hub).on(name());
  }

  /** As a fault: the first so many connections, 1 or more, after it is armed are reset. */
  public Injection failingFirst(int connections) {
    return new RefusalFault(hub, connections).on(name());
  }

  /** Closes the listener and all connections. May be called any number of times. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      disable();
      Loops.release();
    }
  }
}
