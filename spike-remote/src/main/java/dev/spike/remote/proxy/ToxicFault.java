package dev.spike.remote.proxy;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import java.util.concurrent.atomic.AtomicLong;

/** A toxic at a proxy while the fault is armed. */
record ToxicFault(ChaosProxy proxy, Direction direction, double toxicity, Toxic toxic)
    implements StandingFault {
  private static final double BITS = 0x1p53;
  private static final AtomicLong ARMED = new AtomicLong();

  @Override
  public String kind() {
    return toxic.type().replace('_', '-');
  }

  /** The connections that are hit come from the lease's seed, not from the proxy's. */
  @Override
  public AutoCloseable begin(Lease lease) {
    String name = "fault-" + ARMED.incrementAndGet() + "-" + kind();
    NamedToxic named = new NamedToxic(name, direction, toxicity, toxic);
    Key key = new Key((long) (lease.uniform() * BITS));
    Placed placed = proxy.add(named, key, lease::acted);
    return () -> proxy.remove(placed);
  }
}
