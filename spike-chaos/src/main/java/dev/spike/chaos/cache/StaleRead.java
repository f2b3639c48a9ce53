package dev.spike.chaos.cache;

import dev.spike.chaos.CallFault;
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
    private final ConcurrentMap<Object, Object> first = new ConcurrentHashMap<>();

    @Override
    public boolean actsOnResult(Hit hit) {
      return true;
    }

    /** Only an answer that differs from the right one is a hit of the fault. */
    @Override
    public boolean fits(Hit hit) {
      Object seen = seen(hit.subject(), hit.result());
      return seen != null && !seen.equals(hit.result());
    }

    private @Nullable Object seen(@Nullable Object key, @Nullable Object value) {
      if (key == null) {
        return null;
      }
      Object seen = first.get(key);
      if (seen == null && value != null && first.size() < MAX_KEYS) {
        first.putIfAbsent(key, value);
      }
      return seen;
    }

    @Override
    public void act(Hit hit) {
      Object seen = seen(hit.subject(), hit.result());
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
