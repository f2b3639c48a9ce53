package dev.spike.chaos;

/** Disturbs nothing. */
record Rehearsal(String kind) implements StandingFault {
  @Override
  public AutoCloseable begin(Lease lease) {
    lease.acted("nothing");
    return () -> {};
  }
}
