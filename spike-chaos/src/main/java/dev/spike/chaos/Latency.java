package dev.spike.chaos;

import java.time.Duration;

/**
 * A fixed delay. The call goes on no earlier than {@code delay} after the hit (by {@link
 * System#nanoTime()}), except when the lease is reverted or the thread interrupted: both end the
 * wait at once, and an interrupted thread keeps its interrupt flag. A thread that arrives
 * interrupted does not wait.
 *
 * @param delay above zero, at most {@link #MAX_DELAY}
 */
public record Latency(Duration delay) implements Fault {
  /** One hour: longer than any time-out worth testing. */
  public static final Duration MAX_DELAY = Duration.ofHours(1);

  /** Checks the bounds. */
  public Latency {
    if (delay.isNegative() || delay.isZero() || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException(
          "The delay of a latency fault was %s, but must be above zero and at most %s: give the time a call shall be held up"
              .formatted(delay, MAX_DELAY));
    }
  }

  @Override
  public String kind() {
    return "latency";
  }

  @Override
  public void act(Lease lease) {
    lease.hold(delay.toNanos());
  }
}
