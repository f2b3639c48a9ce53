package dev.spike.remote.proxy;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** A proxy that is disabled while the fault is armed. */
record DownFault(ChaosProxy proxy) implements StandingFault {
  @Override
  public String kind() {
    return "down";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    if (!proxy.isEnabled()) {
      throw new IllegalStateException(
          "The proxy %s is disabled already: enable it before".formatted(proxy.name()));
    }
    int open = proxy.connections();
    proxy.disable();
    lease.acted(open + " connections closed");
    return proxy::enable;
  }
}
