package dev.spike.chaos;

/**
 * A fault placed at a point: what, where and how often. Immutable; the same injection can be armed
 * any number of times, also at the same time.
 *
 * @param fault what happens
 * @param point the name of the {@link ChaosPoint} it happens at
 * @param probability the share of hits it acts on, above 0 and at most 1
 */
public record Injection(Fault fault, String point, double probability) {

  /** Checks the point's name and the probability. */
  public Injection {
    ChaosPoint.checkedName(point);
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "The probability of a fault on %s was %s, but must be above 0 and at most 1: give the share of hits it shall act on, or do not arm it"
              .formatted(point, probability));
    }
  }

  /** The same fault at the same point, acting on that share of hits. */
  public Injection withProbability(double share) {
    return new Injection(fault, point, share);
  }

  /**
   * Arms the fault: from now on the point's hits consider it, until the lease is closed, its time
   * to live ends or the JVM exits.
   *
   * @throws IllegalStateException when the JVM is exiting, or when more faults would be armed at
   *     once than allowed (1,000)
   */
  public Lease arm(Arming arming) {
    return arm(arming, Watchdog.JVM);
  }

  Lease arm(Arming arming, Watchdog watchdog) {
    return Lease.arm(this, arming, watchdog);
  }

  @Override
  public String toString() {
    return fault.kind()
        + " fault on "
        + point
        + (probability < 1 ? " (probability " + probability + ")" : "");
  }
}
