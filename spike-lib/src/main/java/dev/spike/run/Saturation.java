package dev.spike.run;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * For how long in all every slot has been taken by an operation that had begun and not ended. Only
 * in that time does an arrival wait for the target.
 *
 * <p>Thread-safe and without a lock: on a starved machine a thread that has to wait for one, or
 * that wakes another by leaving it, may not get a core again for long, and that time must not seem
 * to be the target's.
 */
final class Saturation {
  private final int slots;
  private final AtomicReference<State> state = new AtomicReference<>(new State(0, 0, 0));

  /**
   * What is known at one moment.
   *
   * @param active operations that have begun and not ended
   * @param since when the last one began that took the last slot
   * @param total for how long all slots were taken in times that are over
   */
  private record State(int active, long since, long total) {}

  Saturation(int slots) {
    this.slots = slots;
  }

  /**
   * The stamps of an operation that begins.
   *
   * @param dispatched when it was let go: from then until its start it has waited for a slot
   */
  record Begun(long dispatched, long started) {}

  /**
   * An operation begins now.
   *
   * @param saturatedBefore what {@link #until} gave when its arrival was dispatched
   */
  Begun begins(RunClock clock, long saturatedBefore) {
    while (true) {
      State before = known();
      long now = clock.now();
      boolean last = before.active + 1 == slots;
      State after = new State(before.active + 1, last ? now : before.since, before.total);
      if (state.compareAndSet(before, after)) {
        return new Begun(now - Math.max(0, until(now, before) - saturatedBefore), now);
      }
    }
  }

  /** An operation ended then, once for each that has begun. */
  void ends(long then) {
    state.updateAndGet(before -> new State(before.active - 1, before.since, until(then, before)));
  }

  /** For how long all slots had been taken by then, in nanoseconds. */
  long until(long then) {
    return until(then, known());
  }

  private State known() {
    return Objects.requireNonNull(state.get());
  }

  private long until(long then, State known) {
    boolean saturated = known.active == slots;
    return saturated ? known.total + Math.max(0, then - known.since) : known.total;
  }
}
