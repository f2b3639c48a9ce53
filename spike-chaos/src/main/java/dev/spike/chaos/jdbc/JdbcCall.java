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
  }

  private final Operation operation;
  private final String sql;
  private final @Nullable Connection connection;
  private final Step forReal;

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
    forReal.run();
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
