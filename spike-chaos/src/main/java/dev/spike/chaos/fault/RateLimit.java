package dev.spike.chaos.fault;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Effect;
import dev.spike.chaos.Hit;
import dev.spike.chaos.Lease;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Refuses calls beyond a rate, as a service that answers 429 does, in the form of the generic cell
 * rate algorithm (ITU-T I.371): a call conforms if
 *
 * <pre>
 *   now >= due - (burst - 1) T,   T = 1 / rate;   then   due = max(now, due) + T
 * </pre>
 *
 * <p>Which calls come too early depends on when they come. So does this fault, as no other one: the
 * seed does not decide.
 */
record RateLimit(double perSecond, int burst) implements CallFault {
  RateLimit {
    if (!(perSecond > 0 && perSecond <= TimeUnit.SECONDS.toNanos(1)) || burst < 1) {
      throw new IllegalArgumentException(
          "The rate limit was %s per second with bursts of %d, but needs a rate above 0 and a burst of 1 or more: give what the service shall let through"
              .formatted(perSecond, burst));
    }
  }

  @Override
  public String kind() {
    return "rate-limit";
  }

  @Override
  public Effect begin(Lease lease) {
    return new Limiter(lease);
  }

  private final class Limiter implements Effect {
    private final long periodNanos = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    private final Lease lease;
    private long due;

    Limiter(Lease lease) {
      this.lease = lease;
    }

    /** Lets through what conforms; only what does not is a hit of the fault. */
    @Override
    public synchronized boolean fits(Hit hit) {
      long now = lease.elapsedNanos();
      if (now < due - (burst - 1) * periodNanos) {
        return true;
      }
      due = Math.max(now, due) + periodNanos;
      return false;
    }

    @Override
    public void act(Hit hit) throws RateLimitedException {
      throw new RateLimitedException(hit.point().name(), waitFor());
    }

    private synchronized Duration waitFor() {
      long wait = due - (burst - 1) * periodNanos - lease.elapsedNanos();
      return Duration.ofNanos(Math.max(0, wait));
    }
  }
}
