package dev.spike.remote.proxy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** How many connections are still to be refused, and who is told of each. Thread-safe. */
final class Refusals {
  private final AtomicInteger left;
  private final Consumer<String> acted;

  Refusals(int connections, Consumer<String> acted) {
    if (connections < 0) {
      throw new IllegalArgumentException(
          "The number of connections to fail was %d, but must be 0 or more: give for example 3"
              .formatted(connections));
    }
    this.left = new AtomicInteger(connections);
    this.acted = acted;
  }

  /** Whether that connection is one of them. */
  boolean take(long connection) {
    if (left.get() <= 0 || left.getAndDecrement() <= 0) {
      return false;
    }
    acted.accept("connection " + connection + " refused");
    return true;
  }
}
