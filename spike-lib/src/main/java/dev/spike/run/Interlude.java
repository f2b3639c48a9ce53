package dev.spike.run;

import dev.spike.measure.Phase;

/** What is done while no load is due, such as reading the target's memory. */
@FunctionalInterface
public interface Interlude {
  /** Nothing is to be done. */
  Interlude NONE = quiet -> {};

  /**
   * Called once in each QUIET phase, on the thread that runs the engine, as soon as every operation
   * that was due before has ended; not at all where some of them last longer than half the phase.
   *
   * @throws InterruptedException when that thread is interrupted
   */
  void perform(Phase quiet) throws InterruptedException;
}
