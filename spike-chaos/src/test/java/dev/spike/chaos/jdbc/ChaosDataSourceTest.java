package dev.spike.chaos.jdbc;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.chaos.fault.Faults.nullResult;
import static dev.spike.chaos.fault.Faults.wrongResult;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.chaos.Arming;
import dev.spike.chaos.Lease;
import dev.spike.chaos.LeaseTest;
import dev.spike.chaos.ManualTime;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real pool and a real driver between the faults and the assertions. */
@Timeout(120)
class ChaosDataSourceTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private final JdbcDataSource h2 = new JdbcDataSource();
  private final HikariDataSource pool = pool(h2);
  private final ChaosDataSource source = ChaosDataSource.wrap(pool, "shop.db");

  private static HikariDataSource pool(JdbcDataSource target) {
    target.setURL("jdbc:h2:mem:");
    HikariConfig config = new HikariConfig();
    config.setDataSource(target);
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(250);
    HikariDataSource filled = new HikariDataSource(config);
    await()
        .atMost(ofSeconds(60))
        .until(() -> filled.getHikariPoolMXBean().getIdleConnections() == 2);
    return filled;
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  @Test
  void countsWhatIsBorrowedAndGivenBack() throws SQLException {
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 0, 0, 0, 0));
    try (Connection first = source.getConnection();
        Connection second = source.getConnection()) {
      assertThat(source.borrows()).isEqualTo(new Borrows(2, 2, 2, 0, 0));
      assertThatThrownBy(source::getConnection).isInstanceOf(SQLTransientConnectionException.class);
      first.close();
      first.close();
      assertThat(source.borrows()).isEqualTo(new Borrows(1, 2, 2, 1, 1));
      source.resetPeak();
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 2, 2, 1));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void anAbandonedConnectionStaysHeldAndIsNamed() throws Exception {
    ManualTime ticker = new ManualTime();
    ChaosDataSource timed = ChaosDataSource.wrap(pool, "shop.db", ticker::nanos);
    Thread careless = new Thread(() -> borrowAndForget(timed), "careless");
    careless.start();
    careless.join();
    ticker.advance(ofSeconds(30));
    try (Connection fresh = timed.getConnection()) {
      ticker.advance(ofSeconds(10));
      assertThat(timed.heldLongerThan(ofSeconds(10)))
          .containsExactly(new HeldConnection("careless", ofSeconds(40)));
      assertThat(timed.heldLongerThan(ofSeconds(9)))
          .hasSize(2)
          .first()
          .extracting(HeldConnection::thread)
          .isEqualTo("careless");
    }
    assertThat(timed.heldLongerThan(ofSeconds(40))).isEmpty();
    assertThat(timed.borrows()).isEqualTo(new Borrows(1, 2, 2, 1, 0));
  }

  private static void borrowAndForget(ChaosDataSource source) {
    try {
      source.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSlowQueryHoldsItsConnectionSoThatThePoolRunsDry() throws Exception {
    try (Lease slow = latency(ofHours(1)).on("shop.db").arm(ARMING)) {
      List<Thread> queries =
          List.of(LeaseTest.started(this::query), LeaseTest.started(this::query));
      await().atMost(ofSeconds(60)).until(() -> slow.fired() == 2);
      assertThat(source.borrows().now()).isEqualTo(2);
      assertThatThrownBy(source::getConnection).isInstanceOf(SQLTransientConnectionException.class);

      slow.close();
      for (Thread query : queries) {
        query.join();
      }
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 2, 2, 2, 1));
  }

  private void query() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSlowAcquireHoldsNoConnection() throws Exception {
    try (Lease slow = latency(ofHours(1)).on("shop.db.acquire").arm(ARMING)) {
      Thread waiting = LeaseTest.started(this::query);
      await().atMost(ofSeconds(60)).until(() -> slow.fired() == 1);
      assertThat(source.borrows().now()).isZero();
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      slow.close();
      waiting.join();
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 1, 1, 0));
  }

  @Test
  void aFailingAcquireIsCountedAsFailed() {
    SQLException refused = new SQLException("refused", "08001");
    try (Lease lease = exception(() -> refused).on("shop.db.acquire").arm(ARMING)) {
      assertThatThrownBy(source::getConnection).isSameAs(refused);
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 0, 0, 0, 1));
  }

  @Test
  void aCloseThatAFaultFailsGivesItsConnectionBack() throws SQLException {
    SQLException broken = new SQLException("broken", "08006");
    try (Lease lease = exception(() -> broken).on("shop.db.close").arm(ARMING)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(this::query).hasRootCause(broken);
      }
      assertThat(lease.fired()).isEqualTo(3);
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 3, 3, 0));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void aCloseThatLeaksAndFailsStillLeaksUntilTheRevert() {
    SQLException broken = new SQLException("broken", "08006");
    Lease leak = JdbcFaults.connectionsLeaked().on("shop.db.close").arm(ARMING);
    try (Lease lease = exception(() -> broken).on("shop.db.close").arm(ARMING)) {
      assertThatThrownBy(this::query).hasRootCause(broken);
      assertThat(lease.fired()).isEqualTo(1);
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(1);
    leak.close();
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 1, 1, 0));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void aConnectionThatAFaultTakesFromItsBorrowerGoesBackToThePool() {
    IllegalStateException change = new IllegalStateException("change");
    for (int i = 0; i < 3; i++) {
      try (Lease lease = nullResult().on("shop.db.acquire").arm(ARMING)) {
        assertThatThrownBy(source::getConnection).isInstanceOf(NullPointerException.class);
        assertThat(lease.fired()).isEqualTo(1);
      }
      try (Lease lease = wrongResult(given -> "none").on("shop.db.acquire").arm(ARMING)) {
        assertThatThrownBy(source::getConnection).isInstanceOf(ClassCastException.class);
        assertThat(lease.fired()).isEqualTo(1);
      }
      try (Lease lease = wrongResult(given -> failing(change)).on("shop.db.acquire").arm(ARMING)) {
        assertThatThrownBy(source::getConnection).isSameAs(change);
        assertThat(lease.fired()).isEqualTo(1);
      }
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 0, 0, 0, 9));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private static Object failing(RuntimeException change) {
    throw change;
  }

  @Test
  void aConnectionThatAFaultPutsInPlaceMayStandBeforeTheOneAcquired() {
    try (Lease lease = wrongResult(ChaosDataSourceTest::before).on("shop.db.acquire").arm(ARMING)) {
      query();
      assertThat(lease.fired()).isEqualTo(1);
    }
    assertThat(source.borrows()).isEqualTo(new Borrows(0, 1, 1, 1, 0));
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private static Object before(Object connection) {
    return Proxy.newProxyInstance(
        ChaosDataSourceTest.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, args) -> method.invoke(connection, args));
  }

  private interface Execution {
    void run(Connection connection) throws SQLException;
  }

  @Test
  void everyKindOfExecutionHitsThePoint() throws SQLException {
    List<Execution> executions = new ArrayList<>();
    executions.add(c -> c.createStatement().execute("SELECT 1"));
    executions.add(c -> c.createStatement(1003, 1007).executeQuery("SELECT 1"));
    executions.add(c -> c.createStatement().executeUpdate("CREATE TABLE never(a INT)"));
    executions.add(c -> c.createStatement().executeLargeUpdate("CREATE TABLE never(a INT)"));
    executions.add(c -> c.createStatement().executeBatch());
    executions.add(c -> c.prepareStatement("SELECT 1").execute());
    executions.add(
        c -> c.prepareStatement("SELECT 1", Statement.RETURN_GENERATED_KEYS).executeQuery());
    executions.add(c -> c.prepareStatement("CREATE TABLE never(a INT)").executeUpdate());
    executions.add(c -> c.prepareStatement("SELECT 1").executeLargeBatch());
    executions.add(c -> c.prepareCall("CALL 1").executeQuery());

    SQLException injected = new SQLException("deadlock", "40P01");
    try (Connection connection = source.getConnection();
        Lease lease = exception(() -> injected).on("shop.db").arm(ARMING)) {
      for (Execution execution : executions) {
        assertThatThrownBy(() -> execution.run(connection)).isSameAs(injected);
      }
      connection.createStatement().getMaxRows();
      connection.commit();
      assertThat(lease.considered()).isEqualTo(executions.size());
    }
  }

  @Test
  void exceptionsThatJdbcCannotThrowArriveAsTheCause() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        Lease query = exception(() -> new IOException("checked")).on("shop.db").arm(ARMING);
        Lease acquire =
            exception(() -> new IllegalStateException("unchecked"))
                .on("shop.db.acquire")
                .arm(ARMING)) {
      assertThatThrownBy(() -> statement.execute("SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("shop.db")
          .hasCauseInstanceOf(IOException.class);
      assertThatThrownBy(source::getConnection)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("unchecked");
    }
  }

  @Test
  void theDriversOwnExceptionsPassUnwrapped() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELEC 1"))
          .isInstanceOf(org.h2.jdbc.JdbcSQLSyntaxErrorException.class);
    }
  }

  @Test
  void whatAConnectionMakesLeadsBackToIt() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.getConnection()).isSameAs(connection);
      assertThat(connection.prepareStatement("SELECT 1").getConnection()).isSameAs(connection);
      assertThat(connection.prepareCall("CALL 1").getConnection()).isSameAs(connection);
      assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
    }
  }

  @Test
  void proxiesBehaveAsObjectsAndWrappers() throws SQLException {
    try (Connection one = source.getConnection();
        Connection other = source.getConnection();
        Statement statement = one.createStatement()) {
      assertThat(List.of(other, one).indexOf(one)).isEqualTo(1);
      assertThat(new HashSet<>(List.of(one, other))).hasSize(2).contains(one, other);
      assertThat(one.toString()).startsWith("Chaos[shop.db of ");
      assertThat(one.unwrap(Connection.class)).isSameAs(one);
      assertThat(one.isWrapperFor(org.h2.jdbc.JdbcConnection.class)).isTrue();
      assertThat(one.unwrap(org.h2.jdbc.JdbcConnection.class))
          .isInstanceOf(org.h2.jdbc.JdbcConnection.class);
      assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
      assertThat(one.isWrapperFor(String.class)).isFalse();
      assertThatThrownBy(() -> one.unwrap(String.class)).isInstanceOf(SQLException.class);
    }
    assertThat(source.unwrap(HikariDataSource.class)).isSameAs(pool);
    assertThat(source.unwrap(ChaosDataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(JdbcDataSource.class)).isTrue();
    assertThat(source.toString()).startsWith("ChaosDataSource[shop.db of HikariDataSource");
  }

  @Test
  void canBeWhatAPoolGetsItsConnectionsFrom() throws SQLException {
    ChaosDataSource physical = ChaosDataSource.wrap(h2, "shop.physical");
    HikariConfig config = new HikariConfig();
    config.setDataSource(physical);
    config.setMaximumPoolSize(1);
    try (HikariDataSource outer = new HikariDataSource(config)) {
      for (int i = 0; i < 3; i++) {
        try (Connection connection = outer.getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("SELECT 1");
        }
      }
      assertThat(physical.borrows().total()).isEqualTo(1);
    }
    await().atMost(ofSeconds(60)).until(() -> physical.borrows().now() == 0);
  }

  @Test
  void countsExactlyWithManyThreads() throws Exception {
    ChaosDataSource direct = ChaosDataSource.wrap(h2, "shop.direct");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(LeaseTest.started(() -> borrowOften(direct, 50)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Borrows borrows = direct.borrows();
    assertThat(borrows).isEqualTo(new Borrows(0, borrows.peak(), 400, 400, 0));
    assertThat(borrows.peak()).isBetween(1, 8);
  }

  private static void borrowOften(ChaosDataSource source, int times) {
    for (int i = 0; i < times; i++) {
      try (Connection connection = source.getConnection()) {
        assertThat(connection.isClosed()).isFalse();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void unusableArgumentsAreRefused() {
    assertThatThrownBy(() -> ChaosDataSource.wrap(pool, "no name"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'no name'");
    assertThat(source.heldLongerThan(ofMillis(0))).isEmpty();
  }
}
