package dev.spike.remote.proxy;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;

/** The first connections after the arming are reset. */
record RefusalFault(Hub hub, int connections) implements StandingFault {
  RefusalFault {
    if (connections < 1) {
      throw new IllegalArgumentException(
          "The number of connections to fail was %d, but must be 1 or more: give for example 3"
              .formatted(connections));
    }
  }

  @Override
  public String kind() {
    return "refused";
  }

  @Override
  public AutoCloseable begin(Lease lease) {
    Refusals own = new Refusals(connections, lease::acted);
    hub.refuse(own);
    return () -> hub.withdraw(own);
  }
}
