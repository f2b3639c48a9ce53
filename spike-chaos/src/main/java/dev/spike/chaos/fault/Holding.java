package dev.spike.chaos.fault;

import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Takes n of a resource and keeps them until the revert. What cannot be had is not taken. */
record Holding(String kind, Callable<? extends AutoCloseable> source, int count)
    implements StandingFault {
  Holding {
    Objects.requireNonNull(source, "What to hold was null: give where one of them is had from");
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of them to hold was %d, but must be 1 or more: give how many shall be lacking"
              .formatted(count));
    }
  }

  @Override
  public AutoCloseable begin(Lease lease) throws Exception {
    List<AutoCloseable> held = Collections.synchronizedList(new ArrayList<>());
    try {
      while (held.size() < count && !lease.isReverted()) {
        held.add(source.call());
        lease.acted("one held");
      }
    } catch (Exception exhausted) {
      if (held.isEmpty()) {
        throw exhausted;
      }
    }
    return () -> release(held);
  }

  private static void release(List<AutoCloseable> held) throws Exception {
    Exception thrown = null;
    for (AutoCloseable one : List.copyOf(held)) {
      try {
        one.close();
      } catch (Exception e) {
        thrown = e;
      }
    }
    held.clear();
    if (thrown != null) {
      throw thrown;
    }
  }
}
