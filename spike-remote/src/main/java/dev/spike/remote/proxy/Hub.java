package dev.spike.remote.proxy;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What the connections of a proxy share. Thread-safe. */
final class Hub {
  final Toxics toxics = new Toxics();
  final Traffic traffic = new Traffic();
  final boolean halfClose;
  final Duration connectTimeout;

  private final AtomicLong accepted = new AtomicLong();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final List<Refusals> refusals = new CopyOnWriteArrayList<>();
  private volatile Upstream upstream;
  private volatile boolean admitting;

  Hub(ProxyPlan plan) {
    this.halfClose = plan.halfClose();
    this.connectTimeout = plan.connectTimeout();
    this.upstream = new Upstream(plan.upstream());
  }

  Upstream upstream() {
    return upstream;
  }

  void upstream(Upstream other) {
    upstream = other;
  }

  /** Once those that were asked for before are used up. */
  void refuse(Refusals more) {
    refusals.add(more);
  }

  /** What is left of these and of no others. */
  void withdraw(Refusals own) {
    refusals.remove(own);
  }

  long accepted() {
    return accepted.get();
  }

  int open() {
    return open.size();
  }

  Set<Connection> connections() {
    return open;
  }

  void admit(boolean all) {
    admitting = all;
  }

  /** Called in the order in which connections are accepted. */
  Connection connect(Channel client) {
    long number = accepted.incrementAndGet();
    boolean refused = refusals.stream().anyMatch(each -> each.take(number));
    return new Connection(this, number, refused, client);
  }

  /**
   * Shows itself first and then looks whether it may, as a proxy that is disabled does in the other
   * order: so none slips through.
   */
  boolean enter(Connection connection) {
    open.add(connection);
    return admitting;
  }

  void leave(Connection connection) {
    open.remove(connection);
  }

  /** Connections follow the toxics, also those on which nothing moves. */
  void refresh() {
    open.forEach(Connection::refresh);
  }
}
