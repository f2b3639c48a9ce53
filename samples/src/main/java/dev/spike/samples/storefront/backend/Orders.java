package dev.spike.samples.storefront.backend;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Places orders: one database transaction that calls the payment dependency through a circuit
 * breaker. An order that was not paid leaves nothing behind. Thread-safe.
 */
public final class Orders {
  private static final int MAX_QUANTITY = 1_000;

  private final DataSource dataSource;
  private final PaymentGateway payments;
  private final CircuitBreaker breaker;

  /** Orders through the given breaker. */
  public Orders(DataSource dataSource, PaymentGateway payments, CircuitBreaker breaker) {
    this.dataSource = dataSource;
    this.payments = payments;
    this.breaker = breaker;
  }

  /**
   * The breaker that the storefront uses: opens when half of the last 50 calls (20 at least) failed
   * or took over 1 s, half-opens by itself after 2 s and lets 5 calls try.
   */
  public static CircuitBreaker newBreaker() {
    return CircuitBreaker.of(
        "payment",
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(50)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(50)
            .slowCallDurationThreshold(Duration.ofSeconds(1))
            .slowCallRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(5)
            .automaticTransitionFromOpenToHalfOpenEnabled(true)
            .build());
  }

  /** The breaker in front of the payment dependency. */
  public CircuitBreaker breaker() {
    return breaker;
  }

  /**
   * Places an order and pays for it.
   *
   * @return the order, or empty if there is no such product
   * @throws CallNotPermittedException if the breaker refused
   * @throws PaymentFailedException if the payment failed
   * @throws DatabaseException if the database did
   */
  public Optional<Order> place(long productId, int quantity) {
    if (quantity < 1 || quantity > MAX_QUANTITY) {
      throw new IllegalArgumentException(
          "quantity of %d: give 1 to %d".formatted(quantity, MAX_QUANTITY));
    }
    try {
      return Transaction.run(
          dataSource, connection -> placeIn(new OrderTables(connection), productId, quantity));
    } catch (SQLException e) {
      throw new DatabaseException("order of product " + productId + " could not be placed", e);
    }
  }

  private Optional<Order> placeIn(OrderTables tables, long productId, int quantity)
      throws SQLException {
    Optional<Long> price = tables.priceOf(productId);
    if (price.isEmpty()) {
      return Optional.empty();
    }
    long cents = price.get() * quantity;
    long id = tables.insert(productId, quantity, cents);
    String receipt = pay(id, cents);
    // The product's row is locked last: orders of one product do not queue behind a slow payment.
    tables.complete(id, productId, quantity, receipt);
    return Optional.of(new Order(id, productId, quantity, cents, receipt));
  }

  private String pay(long id, long cents) {
    try {
      // The breaker sees what the dependency throws, as it is: its configuration may tell
      // exceptions apart.
      return breaker.executeSupplier(() -> payments.charge(id, cents));
    } catch (CallNotPermittedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PaymentFailedException(id, e);
    }
  }
}
