package dev.spike.sim;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import java.util.List;

/** Watches the backlog of the last spike from its end until it is gone. Not thread-safe. */
final class Drain {
  private final long quiet;

  /** From when on: after the arrivals of a burst, before those that come with the next phase. */
  private final long from;

  private final long end;
  private long inService;
  private double backlog = Double.NaN;
  private double drained = Double.NaN;
  private boolean watching;

  Drain(List<Phase> phases) {
    Phase spike =
        phases.stream().filter(p -> p.role() == Role.SPIKE).reduce((a, b) -> b).orElse(null);
    quiet = spike == null ? Long.MAX_VALUE : spike.quietFromNanos();
    from = spike != null && quiet < spike.endNanos() ? quiet + 1 : quiet;
    end = phases.get(phases.size() - 1).endNanos();
  }

  /**
   * Looks at the service just before something happens to it.
   *
   * @param now when that is
   * @param freeAt when a server is free if nothing more comes
   * @param waiting how many wait for a slot
   */
  void look(long now, long freeAt, int waiting) {
    if (now < from || !Double.isNaN(drained)) {
      return;
    }
    if (!watching) {
      watching = true;
      backlog = inService + (double) waiting;
    }
    if (waiting == 0 && freeAt < end && freeAt <= now) {
      drained = Math.max(freeAt, from) - (double) quiet;
    }
  }

  /** An attempt that comes at an instant will be in the service up to another. */
  void serves(long now, long until) {
    if (now < from && until > from) {
      inService++;
    }
  }

  double backlog() {
    return backlog;
  }

  double drainedNanos() {
    return drained;
  }
}
