package dev.spike.chaos;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A lease at one of its points. */
final class Armed {
  private final Lease lease;
  private final ChaosPoint point;
  private final Effect effect;
  private final Dose dose;
  private final Draw draw;

  /**
   * The index of hits outside any call: starts at 0 with every lease, so that a repeated run
   * repeats its decisions.
   */
  private final AtomicLong outside = new AtomicLong();

  Armed(Lease lease, ChaosPoint point, Effect effect, Draw draw) {
    this.lease = lease;
    this.point = point;
    this.effect = effect;
    this.dose = lease.injection().dose();
    this.draw = draw;
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
    long arrival;
    long bits;
    if (call != null && call.isOperation()) {
      arrival = call.arrivalIndex();
      bits = draw.bits(arrival, call.branch(), nth);
    } else {
      arrival = outside.getAndIncrement();
      bits = draw.bits(arrival, 0, Draw.OUTSIDE);
    }
    double share = dose.share(lease);
    double drawn = Draw.uniform(bits);
    if (drawn < share && dose.admits(arrival, nth)) {
      drawn(new Hit(this, call, arrival, nth, bits, drawn / share, subject, interception));
    }
  }

  private void drawn(Hit hit) throws Throwable {
    if (!lease.meets(hit.subject())) {
      return;
    }
    if (!effect.actsOnResult(hit)) {
      act(hit);
    } else if (hit.canBeAnswered()) {
      hit.defer();
    }
  }

  void act(Hit hit) throws Throwable {
    if (effect.fits(hit)) {
      lease.fire(effect, hit);
    }
  }
}
