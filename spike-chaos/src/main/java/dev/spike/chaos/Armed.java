package dev.spike.chaos;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A lease at one of its points. */
final class Armed {
  private final Lease lease;
  private final ChaosPoint point;
  private final Effect effect;
  private final Draw draw;

  /** Below it a hit is drawn, as far as its probability goes. */
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

  /** One hit looks at the fault, which draws and perhaps acts. Allocates only when drawn. */
  void consider(
      ChaosCall.@Nullable Scope call,
      int nth,
      @Nullable Object subject,
      @Nullable Interception interception)
      throws Throwable {
    if (!lease.considers(call)) {
      notConsidered(call, nth);
      return;
    }
    long arrival;
    long bits;
    if (call != null && nth != Draw.OUTSIDE) {
      arrival = call.arrivalIndex();
      bits = draw.bits(arrival, call.branch(), nth);
    } else {
      lease.addConsidered(1);
      arrival = outside.getAndIncrement();
      bits = draw.bits(arrival, 0, Draw.OUTSIDE);
    }
    if (bits >>> Draw.UNUSED_BITS < threshold) {
      drawn(call, arrival, nth, bits, subject, interception);
    }
  }

  /**
   * Visits count every hit as considered by all that is armed: seldom wrong, and corrected here.
   */
  private void notConsidered(ChaosCall.@Nullable Scope call, int nth) {
    if (call != null && nth != Draw.OUTSIDE) {
      call.visitsOf(point).handOver();
      lease.addConsidered(-1);
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
