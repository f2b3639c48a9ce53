package dev.spike.target;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.function.IntSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands out the connections of another data source and keeps a record of each; thread-safe. */
final class LendingDataSource implements DataSource {
  private final DataSource target;
  private final IntSupplier limit;
  private volatile Loans loans;

  LendingDataSource(DataSource target, IntSupplier limit) {
    this.target = target;
    this.limit = limit;
    this.loans = new Loans(limit);
  }

  /** Starts a new record; what was lent before belongs to the old one. */
  void restart() {
    loans = new Loans(limit);
  }

  Loans loans() {
    return loans;
  }

  private interface Source {
    Connection get() throws SQLException;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return lend(target::getConnection);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return lend(() -> target.getConnection(username, password));
  }

  private Connection lend(Source source) throws SQLException {
    Loans record = loans;
    try {
      Connection connection = source.get();
      return wrapped(connection, record.lent(connection));
    } catch (SQLTransientConnectionException e) {
      record.timedOut();
      throw e;
    }
  }

  private static Connection wrapped(Connection connection, Loans.Loan loan) {
    return (Connection)
        Proxy.newProxyInstance(
            LendingDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "equals" -> args != null && proxy == args[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "close", "abort" -> giveBack(connection, loan, method, args);
                  default -> invoke(connection, method, args);
                });
  }

  private static @Nullable Object giveBack(
      Connection connection, Loans.Loan loan, Method method, Object @Nullable [] args)
      throws Throwable {
    loan.returning();
    Object result = invoke(connection, method, args);
    loan.returned();
    return result;
  }

  private static @Nullable Object invoke(
      Connection connection, Method method, Object @Nullable [] args) throws Throwable {
    try {
      return method.invoke(connection, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(target) ? type.cast(target) : target.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(target) || target.isWrapperFor(type);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return target.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    target.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    target.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return target.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return target.getParentLogger();
  }
}
