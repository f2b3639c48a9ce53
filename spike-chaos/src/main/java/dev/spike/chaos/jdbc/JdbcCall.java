package dev.spike.chaos.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a call through a {@link ChaosDataSource} is about: the subject of its hits, for {@link
 * dev.spike.chaos.Injection#matching}. Belongs to the calling thread.
 */
public final class JdbcCall {
  /** What is done. */
  public enum Operation {
    /** A connection is asked for. */
    ACQUIRE,
    /** A statement, or a batch of them, is executed. */
    EXECUTE,
    /** A transaction is committed explicitly. */
    COMMIT,
    /** A connection is closed, or given back to its pool. */
    CLOSE
  }

  interface Step {
    void run() throws SQLException;

    /** Runs although something was thrown before, which keeps the lead. */
    default void runDespite(Throwable thrown) {
      try {
        run();
      } catch (Throwable also) {
        if (also != thrown) {
          thrown.addSuppressed(also);
        }
      }
    }
  }

  private final Operation operation;
  private final String sql;
  private final @Nullable Connection connection;
  private final Step forReal;
  private boolean seenTo;

  JdbcCall(Operation operation, String sql, @Nullable Connection connection, Step forReal) {
    this.operation = operation;
    this.sql = sql;
    this.connection = connection;
    this.forReal = forReal;
  }

  /** What is done. */
  public Operation operation() {
    return operation;
  }

  /** The statement; of a batch of several texts the first one; empty where there is none. */
  public String sql() {
    return sql;
  }

  /** Does what the call would do, for a fault that comes before or instead of it. */
  void runForReal() throws SQLException {
    seenTo = true;
    forReal.run();
  }

  /** Says that a fault will do it later, whatever others do to the call. */
  void postpone() {
    seenTo = true;
  }

  /** Does it despite a fault that threw in its place, unless it was tried or is postponed. */
  void makeUpFor(Throwable thrown) {
    if (!seenTo) {
      forReal.runDespite(thrown);
    }
  }

  void rollBack() throws SQLException {
    inUse().rollback();
  }

  /** Closes the connection below any pool, as if the network or the server had ended it. */
  void killConnection() throws SQLException {
    inUse().unwrap(Connection.class).close();
  }

  private Connection inUse() {
    if (connection == null) {
      throw new IllegalStateException("no connection is in use yet when one is asked for");
    }
    return connection;
  }

  @Override
  public String toString() {
    return sql.isEmpty() ? operation.toString() : sql;
  }
}
