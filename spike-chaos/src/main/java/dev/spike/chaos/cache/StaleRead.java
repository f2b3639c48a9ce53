package dev.spike.chaos.cache;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Gives the value that was first seen, bounded in how many it remembers. */
record StaleRead() implements CallFault {
  private static final int MAX_KEYS = 10_000;

  @Override
  public String kind() {
    return "stale-read";
  }

  @Override
  public Effect begin(Lease lease) {
    return new Memory();
  }

  private static final class Memory implements Effect {
    private final ConcurrentMap<Read, Object> first = new ConcurrentHashMap<>();

    /** A point each, as two caches may know different things by one key. */
    private record Read(ChaosPoint point, Object key) {}

    @Override
    public boolean actsOnResult(Hit hit) {
      return true;
    }

    /** Only an answer that differs from the right one is a hit of the fault. */
    @Override
    public boolean fits(Hit hit) {
      Object seen = seen(hit);
      return seen != null && !seen.equals(hit.result());
    }

    private @Nullable Object seen(Hit hit) {
      Object key = hit.subject();
      if (key == null) {
        return null;
      }
      Read read = new Read(hit.point(), key);
      Object value = hit.result();
      Object seen = first.get(read);
      if (seen == null && value != null && first.size() < MAX_KEYS) {
        first.putIfAbsent(read, value);
      }
      return seen;
    }

    @Override
    public void act(Hit hit) {
      Object seen = seen(hit);
      // A revert may have come since it was found to fit.
      if (seen != null) {
        hit.answer(seen);
      }
    }

    @Override
    public void close() {
      first.clear();
    }
  }
}
