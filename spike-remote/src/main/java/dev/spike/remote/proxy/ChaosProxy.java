package dev.spike.remote.proxy;

import dev.spike.chaos.Injection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.NoSuchElementException;

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
@SuppressWarnings("DoNotCallSuggester")
public final class ChaosProxy implements AutoCloseable {
  private final ProxyPlan plan;

  private ChaosProxy(ProxyPlan plan) {
    this.plan = plan;
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
    if (plan.enabled()) {
      proxy.enable();
    }
    return proxy;
  }

  /** Its name. */
  public String name() {
    return plan.name();
  }

  /**
   * Where it listens, or last did: with the port that it got. Before it was first enabled, where it
   * is to listen, unresolved.
   */
  public InetSocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /** Where its connections go: {@code host:port}. */
  public String upstream() {
    return plan.upstream();
  }

  /** Whether it listens. */
  public boolean isEnabled() {
    throw new UnsupportedOperationException();
  }

  /**
   * Listens again, on the same port as before; does nothing if it listens already.
   *
   * @throws IOException the system's own, when it cannot listen there; it stays disabled
   * @throws IllegalStateException after {@link #close()}
   */
  public void enable() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Stops to listen, so that clients are refused, and closes all connections. Toxics stay. */
  public void disable() {
    throw new UnsupportedOperationException();
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
  public void move(String listen, String upstream) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Resets (RST) the connections that are open now. */
  public void cutConnections() {
    throw new UnsupportedOperationException();
  }

  /**
   * The next connections are reset as soon as they are accepted.
   *
   * @param connections 0 or more, in place of what is left of an earlier call
   */
  public void failFirst(int connections) {
    throw new UnsupportedOperationException();
  }

  /** How many connections are open, those included that wait for the upstream. */
  public int connections() {
    throw new UnsupportedOperationException();
  }

  /** How many connections have been accepted so far; they are numbered from 1. */
  public long accepted() {
    throw new UnsupportedOperationException();
  }

  /** Bytes read from the sources of that direction so far, all connections together. */
  public long receivedBytes(Direction direction) {
    throw new UnsupportedOperationException();
  }

  /** Bytes handed to the destinations of that direction so far, all connections together. */
  public long sentBytes(Direction direction) {
    throw new UnsupportedOperationException();
  }

  /** The toxics, upstream before downstream, each in the order in which they were added. */
  public List<NamedToxic> toxics() {
    throw new UnsupportedOperationException();
  }

  /**
   * Adds a toxic behind the others of its direction.
   *
   * @throws IllegalArgumentException when the name is taken or empty
   */
  public NamedToxic add(String name, Direction direction, double toxicity, Toxic toxic) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes a toxic in its place; which connections it hits is drawn anew.
   *
   * @param toxic of the same type as before
   * @throws NoSuchElementException when there is none of that name
   * @throws IllegalArgumentException when it is of another type
   */
  public NamedToxic update(String name, double toxicity, Toxic toxic) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes a toxic.
   *
   * @throws NoSuchElementException when there is none of that name
   */
  public void remove(String name) {
    throw new UnsupportedOperationException();
  }

  /** Removes all toxics. */
  public void removeAll() {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /** As a fault: disabled while it is armed, enabled again at the end. */
  public Injection down() {
    throw new UnsupportedOperationException();
  }

  /** As a fault: the connections open when it is armed are reset, once. */
  public Injection cut() {
    throw new UnsupportedOperationException();
  }

  /** As a fault: the first so many connections, 1 or more, after it is armed are reset. */
  public Injection failingFirst(int connections) {
    throw new UnsupportedOperationException();
  }

  /** Closes the listener and all connections. May be called any number of times. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
