package dev.spike.samples.storefront.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private final Database database = Database.inMemory();
  private final AtomicBoolean down = new AtomicBoolean();
  private final LocalPayments payments =
      new LocalPayments(
          () -> {
            if (down.get()) {
              throw new IllegalStateException("bank is down");
            }
          },
          Duration.ZERO);
  private final Orders orders = new Orders(database.dataSource(), payments, Orders.newBreaker());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anOrderIsPaidAndKept() throws SQLException {
    Order order = orders.place(2, 3).orElseThrow();
    assertThat(order.cents()).isEqualTo(3 * 120);
    assertThat(order.receipt()).isEqualTo("receipt-1-360");
    assertThat(payments.charges()).isEqualTo(1);
    assertThat(number("SELECT COUNT(*) FROM orders WHERE receipt = 'receipt-1-360'")).isEqualTo(1);
    assertThat(number("SELECT 1000000000 - stock FROM products WHERE id = 2")).isEqualTo(3);
  }

  @Test
  void anOrderThatWasNotPaidLeavesNothingBehind() throws SQLException {
    down.set(true);
    assertThatThrownBy(() -> orders.place(2, 3))
        .isInstanceOf(PaymentFailedException.class)
        .hasMessageContaining("bank is down");
    assertThat(number("SELECT COUNT(*) FROM orders")).isZero();
    assertThat(number("SELECT 1000000000 - stock FROM products WHERE id = 2")).isZero();
    assertThat(database.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void theBreakerOpensRefusesAndClosesAgain() {
    down.set(true);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> orders.place(1, 1)).isInstanceOf(PaymentFailedException.class);
    }
    assertThat(orders.breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    assertThatThrownBy(() -> orders.place(1, 1)).isInstanceOf(CallNotPermittedException.class);

    down.set(false);
    orders.breaker().transitionToHalfOpenState();
    for (int i = 0; i < 5; i++) {
      assertThat(orders.place(1, 1)).isPresent();
    }
    assertThat(orders.breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void refusesWhatCannotBeOrdered() {
    assertThat(orders.place(9_999, 1)).isEmpty();
    assertThatThrownBy(() -> orders.place(1, 0)).hasMessage("quantity of 0: give 1 to 1000");
    assertThat(payments.charges()).isZero();
  }

  @Test
  void theWrapperStandsBetweenStorefrontAndPool() {
    down.set(false);
    AtomicBoolean asked = new AtomicBoolean();
    try (Database wrapped =
        Database.open(
            Database.newInMemoryUrl(),
            2,
            Database.DEFAULT_BORROW_TIMEOUT,
            pool -> {
              asked.set(true);
              return pool;
            })) {
      assertThat(asked).isTrue();
      assertThat(wrapped.pool().getMaximumPoolSize()).isEqualTo(2);
      assertThat(wrapped.answers()).isTrue();
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
