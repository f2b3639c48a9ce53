package dev.spike.samples.storefront.backend;

/** The payment dependency did not charge an order. */
public final class PaymentFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PaymentFailedException(long orderId, RuntimeException cause) {
    super("order %d was not charged: %s".formatted(orderId, cause.getMessage()), cause);
  }
}
