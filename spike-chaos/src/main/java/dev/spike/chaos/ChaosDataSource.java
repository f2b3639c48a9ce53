package dev.spike.chaos;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source with two points for faults, which counts the connections it hands out.
 *
 * <ul>
 *   <li>{@code <name>.acquire} is hit before a connection is asked for: the slow or failing pool.
 *   <li>{@code <name>} is hit before each execution of a statement, while its connection is held:
 *       the slow or failing query.
 * </ul>
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
 * <p>Thread-safe.
 */
public final class ChaosDataSource implements DataSource {
  private final DataSource target;
  private final ChaosPoint acquisition;
  private final ChaosPoint statements;
  private final BorrowLedger ledger;

  private ChaosDataSource(DataSource target, String name, LongSupplier ticker) {
    this.target =
        Objects.requireNonNull(
            target, "The data source to wrap was null: give the pool or the driver's data source");
    this.statements = ChaosPoint.of(name);
    this.acquisition = ChaosPoint.of(name + ".acquire");
    this.ledger = new BorrowLedger(ticker);
  }

  /**
   * Wraps a data source, which stays the caller's to close.
   *
   * @param name of the point that statements hit, as in {@link ChaosPoint#of}; data sources of one
   *     name share their points, not their counts
   */
  public static ChaosDataSource wrap(DataSource target, String name) {
    return wrap(target, name, System::nanoTime);
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

  private interface Source {
    Connection get() throws SQLException;
  }

  private Connection borrow(Source source) throws SQLException {
    Connection connection;
    try {
      JdbcProxy.hit(acquisition);
      connection = source.get();
    } catch (Throwable thrown) {
      ledger.failed();
      throw thrown;
    }
    return JdbcProxy.wrap(connection, statements, ledger.borrowed());
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
    return "ChaosDataSource[" + statements.name() + " of " + target + "]";
  }
}
