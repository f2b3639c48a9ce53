package dev.spike.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call that a fault was drawn for. Belongs to the calling thread.
 *
 * <p>Its random numbers come from the hit itself, as the decision did: whatever a fault draws from
 * them does not depend on threads.
 */
public final class Hit {
  private final Armed armed;
  private final ChaosCall.@Nullable Scope call;
  private final long arrival;
  private final int nth;
  private final long bits;
  private final double choice;
  private final @Nullable Object subject;
  private final @Nullable Interception interception;

  private String kind;
  private long draws;
  private long plannedNanos;

  Hit(
      Armed armed,
      ChaosCall.@Nullable Scope call,
      long arrival,
      int nth,
      long bits,
      double choice,
      @Nullable Object subject,
      @Nullable Interception interception) {
    this.armed = armed;
    this.call = call;
    this.arrival = arrival;
    this.nth = nth;
    this.bits = bits;
    this.choice = choice;
    this.subject = subject;
    this.interception = interception;
    this.kind = armed.lease().injection().fault().kind();
  }

  /** The armed fault. */
  public Lease lease() {
    return armed.lease();
  }

  /** The point that was hit. */
  public ChaosPoint point() {
    return armed.point();
  }

  /** What the call is about, as given to {@link ChaosPoint#hitWith} or by a wrapper. */
  public @Nullable Object subject() {
    return subject;
  }

  /** Of the operation; of a hit outside any, how many came before it. */
  public long arrivalIndex() {
    return arrival;
  }

  /** The how-manieth hit of the point within the operation, from 1; 0 outside any. */
  public int nth() {
    return nth;
  }

  /** The next random number of this hit, from 0 to below 1. */
  public double uniform() {
    draws++;
    return Draw.uniform(Draw.mix(bits + draws * Draw.GOLDEN));
  }

  /**
   * The number by which the hit was drawn, spread evenly from 0 to below 1 over those that were:
   * for faults made of others, so that one draw both decides and chooses.
   */
  public double choice() {
    return choice;
  }

  /** From now on the journal calls this injection so; for {@link Effect#fits}, not later. */
  public void actsAs(String otherKind) {
    kind = otherKind;
  }

  /**
   * Holds the calling thread for that time; less only when the lease is reverted or the thread
   * interrupted, which keeps its flag.
   */
  public void hold(Duration time) {
    plannedNanos += time.toNanos();
    lease().hold(time.toNanos());
  }

  /** Holds the calling thread until the lease is reverted or the thread interrupted. */
  public void holdUntilReverted() {
    lease().hold(Long.MAX_VALUE);
  }

  /** Whether the caller can be given another answer than the call's. */
  public boolean canBeAnswered() {
    return interception != null;
  }

  /**
   * Gives the caller that instead: in place of a call that is then not made, or, of an effect that
   * acts on results, in place of what the call gave.
   *
   * @throws IllegalStateException at a point that knows of no result
   */
  public void answer(@Nullable Object answer) {
    answering().answer(answer);
  }

  /** What the call gave, for effects that act on results. */
  public @Nullable Object result() {
    return answering().answer();
  }

  private Interception answering() {
    if (interception == null) {
      throw new IllegalStateException(
          "The %s has an answer for a call on %s, which has no result: hit the point with result(value) or through a wrapper"
              .formatted(lease().injection(), point().name()));
    }
    return interception;
  }

  void defer() {
    answering().defer(this);
  }

  /**
   * So that a lease never has fired more often than it has considered, also while this one acts.
   */
  void handOverVisits() {
    if (call != null && nth != Draw.OUTSIDE) {
      call.visitsOf(point()).handOver();
    }
  }

  Armed armed() {
    return armed;
  }

  String kind() {
    return kind;
  }

  /** Notes that the fault has acted. */
  Injected done(long atNanos, long tookNanos) {
    if (call != null) {
      call.addInjected(tookNanos);
    }
    return new Injected(
        kind,
        point().name(),
        arrival,
        nth,
        Injected.told(subject),
        atNanos,
        plannedNanos,
        tookNanos);
  }
}
