package dev.spike.samples.storefront.backend;

/** The dependency that orders are paid through. Implementations are thread-safe. */
@FunctionalInterface
public interface PaymentGateway {
  /**
   * Charges an order.
   *
   * @param orderId 1 or more
   * @param cents the amount, 0 or more
   * @return a receipt of at most 64 characters
   * @throws RuntimeException if it was not charged: counts as a failure of the dependency
   */
  String charge(long orderId, long cents);
}
