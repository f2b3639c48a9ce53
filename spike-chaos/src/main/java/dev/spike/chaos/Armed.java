package dev.spike.chaos;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A lease at one of its points. */
final class Armed {
  private final Lease lease;
  private final ChaosPoint point;
  private final Effect effect;
  private final Draw draw;
  private final long threshold;

  /**
   * The index of hits outside any call: starts at 0 with every lease, so that a repeated run
   * repeats its decisions.
   */
  private final AtomicLong outside = new AtomicLong();

  Armed(Lease lease, ChaosPoint point, Effect effect, Draw draw) {
    this.lease = lease;
    this.point = point;
    this.effect = effect;
    this.draw = draw;
    this.threshold = Draw.threshold(lease.injection().probability());
  }

  Lease lease() {
    return lease;
  }

  ChaosPoint point() {
    return point;
  }

  /** Below it a hit is drawn, as far as its probability goes. */
  long threshold() {
    return threshold;
  }

  /** How many hits outside any call looked at the fault. */
  long consideredOutside() {
    return outside.get();
  }

  /** The operation's half of the draws. */
  long half(ChaosCall.Scope call) {
    return draw.half(call.arrivalIndex(), call.branch());
  }

  /** One hit looks at the fault, which draws and perhaps acts. Allocates only when drawn. */
  void consider(
      ChaosCall.@Nullable Scope call,
      int nth,
      @Nullable Object subject,
      @Nullable Interception interception)
      throws Throwable {
    if (!lease.considers(call)) {
      return;
    }
    long arrival;
    long half;
    if (call != null && nth != Draw.OUTSIDE) {
      arrival = call.arrivalIndex();
      half = half(call);
    } else {
      arrival = outside.getAndIncrement();
      half = draw.half(arrival, 0);
    }
    long bits = Draw.bits(half, nth);
    if (Draw.isBelow(threshold, bits)) {
      drawn(call, arrival, nth, bits, subject, interception);
    }
  }

  /** Kept apart from what most hits go through. */
  private void drawn(
      ChaosCall.@Nullable Scope call,
      long arrival,
      int nth,
      long bits,
      @Nullable Object subject,
      @Nullable Interception interception)
      throws Throwable {
    Dose dose = lease.injection().dose();
    double choice = Draw.uniform(bits) / dose.share(lease);
    if (choice < 1 && dose.admits(arrival, nth) && lease.meets(subject)) {
      acts(new Hit(this, call, arrival, nth, bits, choice, subject, interception));
    }
  }

  private void acts(Hit hit) throws Throwable {
    if (!effect.actsOnResult(hit)) {
      act(hit);
    } else if (hit.canBeAnswered()) {
      hit.defer();
    }
  }

  void act(Hit hit) throws Throwable {
    if (effect.fits(hit)) {
      hit.handOverVisits();
      lease.fire(effect, hit);
    }
  }
}
