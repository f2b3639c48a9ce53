package dev.spike.annotation;

/** How often something is set up and torn down. */
public enum Level {
  /** Once a run. What fails in set-up fails the scenario; it is torn down whatever happened. */
  RUN,
  /**
   * At the edges of each phase, on the run's clock and on a thread of its own, so that arrivals are
   * not held up: what takes long goes on into the phase. It may take the phase's name as a String.
   */
  PHASE,
  /**
   * Around each operation, on its thread, and with an {@link dev.spike.run.Arrival} if it wants
   * one. It is part of the operation's time: what takes longer than a few microseconds distorts
   * what is measured.
   */
  OPERATION
}
