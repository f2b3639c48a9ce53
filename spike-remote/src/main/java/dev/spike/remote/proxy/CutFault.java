package dev.spike.remote.proxy;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** All connections of a proxy are reset once. */
record CutFault(Hub hub) implements StandingFault {
  @Override
  public String kind() {
    return "cut";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    for (Connection connection : hub.connections()) {
      connection.reset();
      lease.acted("connection " + connection.number());
    }
    return () -> {};
  }
}
