package dev.spike.chaos;

/**
 * A fault of the surroundings: it acts from its arming to its revert and needs no point. It tells
 * its lease of each time it {@linkplain Lease#acted(String) acted}.
 */
public non-sealed interface StandingFault extends Fault {
  /** Needs no call to act, so by default one that merely tells its lease. */
  @Override
  default Fault rehearsal() {
    return new Rehearsal(kind());
  }
}
