package dev.spike.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.chaos.Arming;
import dev.spike.chaos.Lease;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool makes of a connection that was lost while committing. */
@Timeout(120)
class LostCommitTest {
  private static final Arming ARMING = Arming.of(1, Duration.ofMinutes(30));

  private final HikariDataSource pool = pool();
  private final ChaosDataSource source = ChaosDataSource.wrap(pool, "lost.db");

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(h2AsOthers());
    config.setMaximumPoolSize(1);
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }

  /** H2 with the SQLSTATE that most drivers give to the use of a closed connection. */
  private static DataSource h2AsOthers() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:");
    return standIn(
        DataSource.class,
        (proxy, method, args) ->
            method.getName().equals("getConnection")
                ? asOthers(h2.getConnection())
                : method.invoke(h2, args));
  }

  private static Connection asOthers(Connection real) {
    return standIn(
        Connection.class,
        (proxy, method, args) -> {
          try {
            return method.invoke(real, args);
          } catch (InvocationTargetException e) {
            throw real.isClosed()
                ? new SQLException("This connection has been closed.", "08003")
                : e.getTargetException();
          }
        });
  }

  private static <T> T standIn(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            LostCommitTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  @Test
  void thePoolLearnsOfItFromTheDriverAndReplacesTheConnection() throws SQLException {
    for (int i = 0; i < 3; i++) {
      try (Lease lease = JdbcFaults.commitOutcomeUnknown().on("lost.db.commit").arm(ARMING);
          Connection connection = source.getConnection()) {
        assertThatThrownBy(connection::commit)
            .hasFieldOrPropertyWithValue("SQLState", "08007")
            .satisfies(
                lost ->
                    assertThat(lost.getSuppressed())
                        .singleElement()
                        .hasFieldOrPropertyWithValue("SQLState", "08003"));
        assertThat(lease.fired()).isEqualTo(1);
        assertThat(connection.isClosed()).as("evicted by the pool").isTrue();
      }
      try (Connection next = source.getConnection()) {
        assertThat(next.unwrap(JdbcConnection.class).isClosed()).isFalse();
        next.commit();
      }
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 6, 6, 0));
  }
}
