package dev.spike.chaos.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source with points for faults, which counts the connections it hands out.
 *
 * <pre>
 * name.acquire  before a connection is asked for: the slow or failing pool
 * name          before each execution of a statement, while its connection is held
 * name.commit   before an explicit commit
 * name.close    before a connection is closed or given back
 * </pre>
 *
 * <p>The subject of each hit is a {@link JdbcCall}.
 *
 * <p>It may wrap a pool, or be what a pool gets its connections from. Connections, statements and
 * metadata are wrapped, and lead back to the wrapped connection; result sets are the driver's own.
 * A connection builder is not offered, as connections made by it would go uncounted. What the
 * driver throws arrives as it is. So does what a fault throws, if JDBC methods can throw it; a
 * checked exception of another kind arrives as the cause of an {@link SQLException}.
 *
 * <p>A connection counts as closed when its {@code close()} returns, once, however often it is
 * closed. JDBC does not say what a connection is whose {@code close()} threw; {@link AutoCloseable}
 * advises to mark it closed first. So the connection itself is asked then: it counts as closed if
 * {@code isClosed()} says so and is held otherwise. The same goes for {@code abort}, which drivers
 * may leave unsupported. A connection that is dropped without being closed stays held.
 *
 * <p>A fault that fails a close does not prevent it: the connection is given back all the same, as
 * pools do, unless {@link JdbcFaults#connectionsLeaked} holds it until the revert. Where a fault
 * leaves the borrower without the connection that was acquired for it, that one is given back too;
 * a fault that gives another connection instead answers for the one it was given.
 *
 * <p>Thread-safe.
 */
public final class ChaosDataSource implements DataSource {
  private final DataSource target;
  private final JdbcPoints points;
  private final BorrowLedger ledger;

  private ChaosDataSource(DataSource target, String name, LongSupplier ticker) {
    this.target =
        Objects.requireNonNull(
            target, "The data source to wrap was null: give the pool or the driver's data source");
    this.points = JdbcPoints.of(name);
    this.ledger = new BorrowLedger(ticker);
  }

  /**
   * Wraps a data source, which stays the caller's to close.
   *
   * @param name of the point that statements hit, as in {@link dev.spike.chaos.ChaosPoint#of}; data
   *     sources of one name share their points, not their counts
   * @throws IllegalStateException when it is a pool that says it is closed
   */
  public static ChaosDataSource wrap(DataSource target, String name) {
    refuseClosed(target, name);
    return wrap(target, name, System::nanoTime);
  }

  /** Pools say whether they are closed, but under no common type. */
  private static void refuseClosed(DataSource target, String name) {
    try {
      Method isClosed = target.getClass().getMethod("isClosed");
      if (Boolean.TRUE.equals(isClosed.invoke(target))) {
        throw new IllegalStateException(
            "The pool to wrap as '%s' is closed already: wrap one that is open".formatted(name));
      }
    } catch (ReflectiveOperationException | NullPointerException unknown) {
      // It does not say: its first connection will.
    }
  }

  static ChaosDataSource wrap(DataSource target, String name, LongSupplier ticker) {
    return new ChaosDataSource(target, name, ticker);
  }

  /** What was borrowed and given back until now. */
  public Borrows borrows() {
    return ledger.snapshot();
  }

  /**
   * The connections held for longer than that, the oldest first, at most 10,000: those that nobody
   * will close are among them.
   */
  public List<HeldConnection> heldLongerThan(Duration age) {
    return ledger.heldLongerThan(age);
  }

  /** Lets the peak start again from the connections held now. */
  public void resetPeak() {
    ledger.resetPeak();
  }

  @Override
  public Connection getConnection() throws SQLException {
    return borrow(target::getConnection);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return borrow(() -> target.getConnection(username, password));
  }

  private Connection borrow(Callable<Connection> source) throws SQLException {
    Connection connection;
    try {
      connection = points.acquire().isArmed() ? acquireAround(source) : acquire(source);
    } catch (Throwable thrown) {
      ledger.failed();
      throw thrown;
    }
    return JdbcProxy.wrap(connection, points, ledger.borrowed());
  }

  private Connection acquireAround(Callable<Connection> source) throws SQLException {
    JdbcCall call = new JdbcCall(JdbcCall.Operation.ACQUIRE, "", null, () -> {});
    List<Connection> acquired = new ArrayList<>(1);
    try {
      return Objects.requireNonNull(
          points.<Connection>around(call, () -> noting(source.call(), acquired)),
          "A fault gave null in place of a connection");
    } catch (Throwable thrown) {
      for (Connection left : acquired) {
        JdbcCall.Step close = left::close;
        close.runDespite(thrown);
      }
      throw thrown;
    }
  }

  private static Connection noting(Connection connection, List<Connection> acquired) {
    acquired.add(connection);
    return connection;
  }

  private static Connection acquire(Callable<Connection> source) throws SQLException {
    try {
      return source.call();
    } catch (SQLException | RuntimeException thrown) {
      throw thrown;
    } catch (Exception impossible) {
      throw new SQLException(impossible);
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    return type.isInstance(target) ? type.cast(target) : target.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || type.isInstance(target) || target.isWrapperFor(type);
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

  @Override
  public String toString() {
    return "ChaosDataSource[" + points.name() + " of " + target + "]";
  }
}
