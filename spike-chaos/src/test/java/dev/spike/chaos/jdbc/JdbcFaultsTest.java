package dev.spike.chaos.jdbc;

import static dev.spike.chaos.fault.Delays.fixed;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.chaos.jdbc.JdbcFaults.commitOutcomeUnknown;
import static dev.spike.chaos.jdbc.JdbcFaults.connectionKilled;
import static dev.spike.chaos.jdbc.JdbcFaults.connectionsLeaked;
import static dev.spike.chaos.jdbc.JdbcFaults.poolExhausted;
import static dev.spike.chaos.jdbc.JdbcFaults.slowQuery;
import static dev.spike.chaos.jdbc.JdbcFaults.sqlError;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosCall;
import dev.spike.chaos.Injected;
import dev.spike.chaos.Lease;
import dev.spike.chaos.ManualTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real pool and a real database under each fault. */
@Timeout(120)
class JdbcFaultsTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  static {
    // Read by each pool: to check every connection before it is given out, not only idle ones.
    System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "-1");
  }

  private final HikariDataSource pool = pool();
  private final ChaosDataSource source = ChaosDataSource.wrap(pool, "jdbc.db");

  private static HikariDataSource pool() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:jdbcfaults;DB_CLOSE_DELAY=-1");
    HikariConfig config = new HikariConfig();
    config.setDataSource(h2);
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(250);
    HikariDataSource filled = new HikariDataSource(config);
    await()
        .atMost(ofSeconds(60))
        .until(() -> filled.getHikariPoolMXBean().getIdleConnections() == 2);
    return filled;
  }

  @BeforeEach
  void createTable() throws SQLException {
    execute("DROP TABLE IF EXISTS orders; CREATE TABLE orders(id INT PRIMARY KEY)");
  }

  @AfterEach
  void closePool() throws SQLException {
    execute("DROP TABLE orders");
    pool.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int orders() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void onlyQueriesOfThePatternAreSlow() throws SQLException {
    Arming manual = ARMING.withTime(new ManualTime());
    try (Lease lease =
            slowQuery("insert\\s+into orders", fixed(ofSeconds(3))).on("jdbc.db").arm(manual);
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("INSERT INTO orders VALUES (?)")) {
      statement.execute("SELECT 1");
      assertThat(lease.fired()).isZero();
      statement.executeUpdate("INSERT INTO orders VALUES (1)");
      prepared.setInt(1, 2);
      prepared.executeUpdate();
      statement.addBatch("INSERT INTO orders VALUES (3)");
      statement.addBatch("INSERT INTO orders VALUES (4)");
      statement.executeBatch();
      statement.addBatch("UPDATE orders SET id = 5 WHERE id = 4");
      statement.executeBatch();
      assertThat(lease.fired()).isEqualTo(3);
      assertThat(lease.injectedNanos()).isEqualTo(ofSeconds(9).toNanos());
      assertThat(lease.journal())
          .extracting(Injected::subject)
          .containsExactly(
              "INSERT INTO orders VALUES (1)",
              "INSERT INTO orders VALUES (?)",
              "INSERT INTO orders VALUES (3)");
    }
    assertThat(orders()).isEqualTo(4);
  }

  @Test
  void anAcquireCanBeSlow() throws SQLException {
    Arming manual = ARMING.withTime(new ManualTime());
    try (Lease lease = latency(ofSeconds(3)).on("jdbc.db.acquire").arm(manual)) {
      execute("SELECT 1");
      assertThat(lease.injectedNanos()).isEqualTo(ofSeconds(3).toNanos());
      assertThat(lease.journal()).extracting(Injected::subject).containsExactly("ACQUIRE");
    }
  }

  @Test
  void errorsHaveTheFormOfTheirVendor() {
    assertThat(Vendor.POSTGRESQL.exceptionOf(SqlError.SERIALIZATION_FAILURE).getSQLState())
        .isEqualTo("40001");
    assertThat(Vendor.POSTGRESQL.exceptionOf(SqlError.CONNECTION_LOST).getSQLState())
        .isEqualTo("08006");
    assertThat(Vendor.POSTGRESQL.exceptionOf(SqlError.UNIQUE_VIOLATION).getSQLState())
        .isEqualTo("23505");
    SQLException mysql = Vendor.MYSQL.exceptionOf(SqlError.DEADLOCK);
    assertThat(mysql.getSQLState()).isEqualTo("40001");
    assertThat(mysql.getErrorCode()).isEqualTo(1213);
    assertThat((Throwable) mysql).isInstanceOf(SQLTransactionRollbackException.class);
    try (Lease lease = sqlError(SqlError.DEADLOCK).on("jdbc.db").arm(ARMING)) {
      assertThatThrownBy(() -> execute("SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasFieldOrPropertyWithValue("SQLState", "40P01");
      assertThat(lease.injection().fault().kind()).isEqualTo("sql-deadlock");
    }
  }

  /** What is injected for H2 has the state, code and class of what H2 throws itself. */
  @Test
  void anInjectedErrorOfH2IsLikeARealOne() throws SQLException {
    execute("INSERT INTO orders VALUES (1)");
    SQLException injected = Vendor.H2.exceptionOf(SqlError.UNIQUE_VIOLATION);
    assertThatThrownBy(() -> execute("INSERT INTO orders VALUES (1)"))
        .isInstanceOf(SQLIntegrityConstraintViolationException.class)
        .isInstanceOfSatisfying(
            SQLException.class,
            real -> {
              assertThat(injected.getSQLState()).isEqualTo(real.getSQLState());
              assertThat(injected.getErrorCode()).isEqualTo(real.getErrorCode());
              assertThat((Throwable) injected)
                  .isInstanceOf(SQLIntegrityConstraintViolationException.class);
            });
  }

  @Test
  void aKilledConnectionFailsAsTheDriverHasItAndThePoolReplacesIt() throws SQLException {
    try (Lease lease = connectionKilled().on("jdbc.db").first(1).arm(ARMING)) {
      Connection connection = source.getConnection();
      Statement statement = connection.createStatement();
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .isInstanceOf(org.h2.jdbc.JdbcException.class);
      assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class).isClosed()).isTrue();
      assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      assertThat(lease.fired()).isEqualTo(1);
      assertThatThrownBy(connection::close).as("the driver's own").isInstanceOf(SQLException.class);
    }
    execute("SELECT 1");
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void leakedConnectionsRunThePoolDryAndComeBackWithTheRevert() throws SQLException {
    Lease lease = connectionsLeaked().on("jdbc.db.close").arm(ARMING);
    execute("SELECT 1");
    execute("SELECT 1");
    assertThat(source.borrows().now()).isEqualTo(2);
    assertThatThrownBy(() -> execute("SELECT 1"))
        .isInstanceOf(SQLTransientConnectionException.class);
    lease.close();
    assertThat(source.borrows().now()).isZero();
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    execute("SELECT 1");
  }

  @Test
  void anExhaustedPoolRefusesUntilTheRevert() throws SQLException {
    try (Lease lease = poolExhausted(pool, 5).on("jdbc.pool").arm(ARMING)) {
      await().atMost(ofSeconds(60)).until(() -> lease.fired() == 2);
      assertThatThrownBy(source::getConnection).isInstanceOf(SQLTransientConnectionException.class);
    }
    execute("SELECT 1");
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void ofUnknownCommitsSomeAreDoneAndTheConnectionIsGone() throws SQLException {
    Set<Integer> counts = new HashSet<>();
    int done = 0;
    for (int i = 0; i < 12; i++) {
      int number = i;
      try (Lease lease = commitOutcomeUnknown().on("jdbc.db.commit").arm(ARMING);
          ChaosCall.Scope call = ChaosCall.enter(i)) {
        assertThatThrownBy(() -> commit(number))
            .isInstanceOf(SQLException.class)
            .hasFieldOrPropertyWithValue("SQLState", "08007");
        assertThat(lease.fired()).isEqualTo(1);
      }
      int now = orders();
      counts.add(now - done);
      done = now;
    }
    assertThat(counts).containsExactlyInAnyOrder(0, 1);
  }

  private void commit(int id) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO orders VALUES (" + id + ")");
      }
      connection.commit();
    }
  }

  @Test
  void faultsOfDatabasesDoNotFitOtherCalls() {
    try (Lease killed = connectionKilled().on("jdbc.plain").arm(ARMING);
        Lease slow = slowQuery("x", fixed(ofMillis(1))).on("jdbc.plain").arm(ARMING)) {
      dev.spike.chaos.ChaosPoint.of("jdbc.plain").hit();
      assertThat(killed.considered()).isEqualTo(1);
      assertThat(killed.fired() + slow.fired()).isZero();
    }
  }

  @Test
  void aPoolThatIsClosedIsNotWrapped() {
    HikariDataSource closed = pool();
    closed.close();
    assertThatThrownBy(() -> ChaosDataSource.wrap(closed, "jdbc.closed"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'jdbc.closed' is closed already: wrap one that is open");
  }
}
