package dev.spike.chaos;

/**
 * A fault of the surroundings: it acts from its arming to its revert and needs no point. It tells
 * its lease of each time it {@linkplain Lease#acted(String) acted}.
 */
public non-sealed interface StandingFault extends Fault {
  /**
   * A fault of its kind that disturbs nothing, to be armed ahead so that this one does not begin
   * late because its code is loaded only then. By default one that merely tells its lease.
   */
  default StandingFault rehearsal() {
    return new Rehearsal(kind());
  }
}
