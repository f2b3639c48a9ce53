package dev.spike.chaos.jdbc;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Lease;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections whose end goes wrong: real ones, except for the method that misbehaves. */
class ClosingTest {
  private static final Arming ARMING = Arming.of(1, Duration.ofMinutes(30));

  private final List<Connection> opened = new ArrayList<>();
  private boolean closesFirst;
  private boolean knowsWhetherClosed = true;
  private int failuresLeft;

  private final ChaosDataSource source = ChaosDataSource.wrap(unreliable(), "closing.db");

  private DataSource unreliable() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:");
    InvocationHandler handler =
        (proxy, method, args) -> failing((Connection) method.invoke(h2, args));
    return standIn(DataSource.class, handler);
  }

  private static <T> T standIn(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(ClosingTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Connection failing(Connection real) {
    opened.add(real);
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.getName().equals("isClosed") && !knowsWhetherClosed) {
            throw new SQLException("cannot say");
          }
          if (method.getName().equals("abort")
              || (method.getName().equals("close") && failuresLeft-- > 0)) {
            if (closesFirst) {
              real.close();
            }
            throw new SQLException("end failed");
          }
          try {
            return method.invoke(real, args);
          } catch (InvocationTargetException e) {
            throw e.getTargetException();
          }
        };
    return standIn(Connection.class, handler);
  }

  @AfterEach
  void closeAll() throws SQLException {
    for (Connection connection : opened) {
      connection.close();
    }
  }

  @Test
  void aFailedCloseThatLeftItClosedCounts() throws SQLException {
    closesFirst = true;
    failuresLeft = 1;
    Connection connection = source.getConnection();
    assertThatThrownBy(connection::close).hasMessage("end failed");
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 1, 1, 0));
  }

  @Test
  void aFailedCloseThatLeftItOpenDoesNotCountUntilOneWorks() throws SQLException {
    failuresLeft = 1;
    Connection connection = source.getConnection();
    assertThatThrownBy(connection::close).hasMessage("end failed");
    assertThat(source.borrows()).isEqualTo(new Borrows(1, 1, 1, 0, 0));
    connection.close();
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 1, 1, 0));
  }

  @Test
  void aConnectionThatCannotSayStaysHeld() throws SQLException {
    failuresLeft = 1;
    closesFirst = true;
    knowsWhetherClosed = false;
    Connection connection = source.getConnection();
    assertThatThrownBy(connection::close).hasMessage("end failed");
    assertThat(source.borrows().now()).isEqualTo(1);
  }

  @Test
  void whatTheDriverThrowsBesideAFaultOfCloseIsSuppressed() throws SQLException {
    failuresLeft = 1;
    IllegalStateException injected = new IllegalStateException("injected");
    Connection connection = source.getConnection();
    try (Lease lease = exception(() -> injected).on("closing.db.close").arm(ARMING)) {
      assertThatThrownBy(connection::close).isSameAs(injected);
      assertThat(lease.fired()).isEqualTo(1);
    }
    assertThat(injected.getSuppressed()).hasSize(1);
    assertThat(injected.getSuppressed()[0]).hasMessage("end failed");
    assertThat(source.borrows().now()).isEqualTo(1);
  }

  @Test
  void aCloseThatFailedItselfIsNotTriedAgain() throws SQLException {
    failuresLeft = 1;
    Connection connection = source.getConnection();
    try (Lease lease = latency(Duration.ofNanos(1)).on("closing.db.close").arm(ARMING)) {
      assertThatThrownBy(connection::close).hasMessage("end failed").hasNoSuppressedExceptions();
      assertThat(lease.fired()).isEqualTo(1);
    }
    assertThat(source.borrows().now()).isEqualTo(1);
  }

  @Test
  void anAbortCountsIfItClosed() throws SQLException {
    Connection connection = source.getConnection();
    assertThatThrownBy(() -> connection.abort(Runnable::run)).hasMessage("end failed");
    assertThat(source.borrows().now()).isEqualTo(1);
    closesFirst = true;
    assertThatThrownBy(() -> connection.abort(Runnable::run)).hasMessage("end failed");
    assertThat(source.borrows().now()).isZero();
  }
}
