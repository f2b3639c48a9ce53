package dev.spike.chaos.jdbc;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;

/**
 * Whose SQLSTATE, vendor code and class of exception an injected error has. The classes are those
 * of {@code java.sql} that the driver's own extend.
 */
public enum Vendor {
  /** pgJDBC: always a plain {@link SQLException}, without a vendor code. */
  POSTGRESQL {
    @Override
    SQLException exceptionOf(SqlError error) {
      return switch (error) {
        case SERIALIZATION_FAILURE ->
            new SQLException("ERROR: could not serialize access due to concurrent update", "40001");
        case DEADLOCK -> new SQLException("ERROR: deadlock detected", "40P01");
        case CONNECTION_LOST ->
            new SQLException("An I/O error occurred while sending to the backend.", "08006");
        case UNIQUE_VIOLATION ->
            new SQLException(
                "ERROR: duplicate key value violates unique constraint \"injected_pkey\"", "23505");
      };
    }
  },
  /** Connector/J, which knows no serialization failures: InnoDB answers with deadlocks. */
  MYSQL {
    @Override
    SQLException exceptionOf(SqlError error) {
      return switch (error) {
        case SERIALIZATION_FAILURE, DEADLOCK ->
            new SQLTransactionRollbackException(
                "Deadlock found when trying to get lock; try restarting transaction",
                "40001",
                1213);
        case CONNECTION_LOST ->
            new SQLRecoverableException("Communications link failure", "08S01", 0);
        case UNIQUE_VIOLATION ->
            new SQLIntegrityConstraintViolationException(
                "Duplicate entry '1' for key 'injected.PRIMARY'", "23000", 1062);
      };
    }
  },
  /** H2, whose vendor codes repeat its states. */
  H2 {
    @Override
    SQLException exceptionOf(SqlError error) {
      return switch (error) {
        case SERIALIZATION_FAILURE, DEADLOCK ->
            new SQLTransactionRollbackException(
                "Deadlock detected. The current transaction was rolled back.", "40001", 40001);
        case CONNECTION_LOST ->
            new SQLNonTransientConnectionException("Connection is broken", "90067", 90067);
        case UNIQUE_VIOLATION ->
            new SQLIntegrityConstraintViolationException(
                "Unique index or primary key violation", "23505", 23505);
      };
    }
  };

  abstract SQLException exceptionOf(SqlError error);
}
