package dev.spike.run;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Parks until shortly before the instant and spins the rest, since a parked thread wakes late, but
 * seldom by much more than it did before.
 *
 * <p>The lead L, by which it asks to be woken early, follows the quantile q of the overshoots x of
 * its parks by stochastic approximation: L grows by s q when x &gt; L and shrinks by s (1 - q) when
 * not, with q = {@value #QUANTILE} and s = {@value #STEP_NANOS} ns. So a share 1 - q of the parks
 * ends too late, and one wild overshoot weighs no more than a small one. L is never above the spin
 * budget.
 *
 * <p>An instant nearer than L is spun for altogether. That teaches nothing, so the share 2^-16 of
 * the time so spent is taken off L: a lead learnt on a busy machine wears off, and a park is tried
 * again. Belongs to one thread.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177729586">Robbins and Monro, A Stochastic
 *     Approximation Method, 1951</a>
 */
final class ParkThenSpin implements Clock.Waiter {
  static final double QUANTILE = 0.75;
  static final long STEP_NANOS = 2_000;
  private static final double FORGOTTEN = 1.0 / (1 << 16);

  private final LongSupplier ticker;
  private final LongConsumer parker;
  private final long spinNanos;
  private double lead;

  /**
   * Learns from a lead of 0 on.
   *
   * @param ticker the clock, in nanoseconds
   * @param parker parks the calling thread for so many nanoseconds, or less
   * @param spinNanos how long one wait may spin, at least 0
   */
  ParkThenSpin(LongSupplier ticker, LongConsumer parker, long spinNanos) {
    this.ticker = ticker;
    this.parker = parker;
    this.spinNanos = spinNanos;
  }

  @Override
  public void waitUntil(long nanoTime) throws InterruptedException {
    long left = nanoTime - ticker.getAsLong();
    if (left > lead) {
      park(nanoTime - (long) lead);
    } else if (left > 0) {
      lead -= left * FORGOTTEN;
    }
    spin(ticker, nanoTime);
  }

  private void park(long until) throws InterruptedException {
    long left = until - ticker.getAsLong();
    while (left > 0) {
      parker.accept(left);
      throwIfInterrupted();
      left = until - ticker.getAsLong();
    }
    learn(-left);
  }

  private void learn(long overshoot) {
    double next = lead + STEP_NANOS * (overshoot > lead ? QUANTILE : QUANTILE - 1);
    lead = Math.min((double) spinNanos, Math.max(0, next));
  }

  /** Keeps a core busy until the time has come. */
  static void spin(LongSupplier ticker, long until) throws InterruptedException {
    while (until - ticker.getAsLong() > 0) {
      throwIfInterrupted();
      Thread.onSpinWait();
    }
  }

  static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for the next arrival");
    }
  }
}
