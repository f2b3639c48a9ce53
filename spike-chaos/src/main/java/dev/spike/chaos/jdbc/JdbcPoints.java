package dev.spike.chaos.jdbc;

import dev.spike.chaos.ChaosPoint;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The points of one data source. */
record JdbcPoints(ChaosPoint acquire, ChaosPoint execute, ChaosPoint commit, ChaosPoint close) {
  static JdbcPoints of(String name) {
    ChaosPoint execute = ChaosPoint.of(name);
    return new JdbcPoints(
        ChaosPoint.of(name + ".acquire"),
        execute,
        ChaosPoint.of(name + ".commit"),
        ChaosPoint.of(name + ".close"));
  }

  String name() {
    return execute.name();
  }

  ChaosPoint of(JdbcCall.Operation operation) {
    return switch (operation) {
      case ACQUIRE -> acquire;
      case EXECUTE -> execute;
      case COMMIT -> commit;
      case CLOSE -> close;
    };
  }

  /** Lets faults act around a call, in a form that every JDBC method can throw. */
  <T extends @Nullable Object> T around(JdbcCall call, Callable<? extends T> target)
      throws SQLException {
    ChaosPoint point = of(call.operation());
    try {
      return point.<T>around(call, target);
    } catch (SQLException | RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable other) {
      throw new SQLException(
          "A fault on "
              + point.name()
              + " made an exception that JDBC methods cannot throw: see the cause",
          other);
    }
  }
}
