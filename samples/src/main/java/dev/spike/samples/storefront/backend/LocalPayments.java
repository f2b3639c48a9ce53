package dev.spike.samples.storefront.backend;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * A payment dependency in this process: takes a set time for each charge and gives a receipt. A
 * hook called before each charge is the place for faults: it may wait, or throw. Thread-safe.
 */
public final class LocalPayments implements PaymentGateway {
  /** How long a charge takes unless told otherwise. */
  public static final Duration DEFAULT_CHARGE_TIME = Duration.ofMillis(2);

  private final Runnable hook;
  private final Duration chargeTime;
  private final LongAdder charges = new LongAdder();

  /**
   * Makes one.
   *
   * @param hook called at the start of each charge
   * @param chargeTime how long a charge takes, 0 or more
   */
  public LocalPayments(Runnable hook, Duration chargeTime) {
    if (chargeTime.isNegative()) {
      throw new IllegalArgumentException(
          "charge time of %s is negative: give 0 or more".formatted(chargeTime));
    }
    this.hook = hook;
    this.chargeTime = chargeTime;
  }

  @Override
  public String charge(long orderId, long cents) {
    hook.run();
    try {
      Thread.sleep(chargeTime.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while order " + orderId + " was charged", e);
    }
    charges.increment();
    return "receipt-%d-%d".formatted(orderId, cents);
  }

  /** How many charges succeeded. */
  public long charges() {
    return charges.sum();
  }
}
