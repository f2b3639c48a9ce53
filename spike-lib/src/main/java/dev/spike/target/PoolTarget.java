package dev.spike.target;

import static dev.spike.judge.Criteria.count;
import static dev.spike.judge.Criteria.highest;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.spike.Scenario;
import dev.spike.judge.Criterion;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A HikariCP pool as the target of a scenario. Each arrival borrows a connection, works with it and
 * gives it back; at the end these facts are found out, and the first four are criteria:
 *
 * <ul>
 *   <li>{@code pool.leaked}, at most 0: connections not given back, counted by a wrapper around the
 *       pool, not taken from the pool's word. What is still out is waited for first, 5 s by
 *       default;
 *   <li>{@code pool.over-maximum}, at most 0: borrows that made more than {@code maximumPoolSize}
 *       be in use at once, by the same wrapper; {@code pool.peak} is the most there were;
 *   <li>{@code pool.still-pending}, at most 0: threads that still wait for a connection;
 *   <li>{@code pool.borrows}, at least 1: a pool that was never used has passed nothing;
 *   <li>{@code pool.timeouts}: borrows refused with {@code SQLTransientConnectionException};
 *   <li>{@code pool.active-at-end}: connections in use by the pool's own word. More than were
 *       leaked means that someone else borrows from it, past the wrapper.
 * </ul>
 *
 * <p>The gauges are those of {@link HikariProbe} and {@code pool.borrowed}; here {@code
 * pool.utilisation} is the most in use since the last reading over the maximum, and above 90% it
 * raises an alert. A fault goes between pool and wrapper: {@link #through}.
 *
 * <p>Immutable: every method gives a new target, which counts for itself. A target serves one run
 * at a time.
 */
public final class PoolTarget {
  private static final double ALERT_UTILISATION = 0.9;
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 10;

  private final HikariDataSource pool;
  private final DataSource route;
  private final PoolWork work;
  private final Duration settle;
  private final LendingDataSource lending;

  private PoolTarget(HikariDataSource pool, DataSource route, PoolWork work, Duration settle) {
    this.pool = pool;
    this.route = route;
    this.work = work;
    this.settle = settle;
    this.lending = new LendingDataSource(route, pool::getMaximumPoolSize);
  }

  /**
   * A pool whose work is its own test query, or {@code SELECT 1} where it has none.
   *
   * @throws IllegalArgumentException when the pool is closed
   */
  public static PoolTarget of(HikariDataSource pool) {
    refuseClosed(pool);
    @Nullable String own = pool.getConnectionTestQuery();
    String query = own == null ? "SELECT 1" : own;
    PoolWork work = lending(connection -> execute(connection, query));
    return new PoolTarget(pool, pool, work, SETTLE);
  }

  private static void refuseClosed(HikariDataSource pool) {
    if (pool.isClosed()) {
      throw new IllegalArgumentException(
          "pool "
              + pool.getPoolName()
              + " is closed: give one that is open and close it after the run");
    }
  }

  private static void execute(Connection connection, String query) throws java.sql.SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(query);
    }
  }

  private static PoolWork lending(ConnectionWork work) {
    return source -> {
      try (Connection connection = source.getConnection()) {
        work.with(connection);
      }
    };
  }

  /**
   * The way to the pool: a data source that gets its connections from it, such as one of
   * spike-chaos with points for faults. The connections that come out at its end are counted.
   */
  public PoolTarget through(DataSource wrapper) {
    return new PoolTarget(pool, wrapper, work, settle);
  }

  /** What is done with each connection borrowed. */
  public PoolTarget work(ConnectionWork each) {
    return new PoolTarget(pool, route, lending(each), settle);
  }

  /** What is done at each arrival, borrowing for itself from the data source it is given. */
  public PoolTarget borrowing(PoolWork each) {
    return new PoolTarget(pool, route, each, settle);
  }

  /**
   * How long after the load connections and waiting threads may take to come back; 5 s if unset.
   */
  public PoolTarget settlingWithin(Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException(
          "settling within " + limit + ": it must be zero or more, such as seconds(5)");
    }
    return new PoolTarget(pool, route, work, limit);
  }

  /**
   * This target's counting way to the pool, for code that is handed a data source when it is built.
   * It belongs to this target alone: ask for it last.
   */
  public DataSource dataSource() {
    return lending;
  }

  /** Adds operation, probe, facts, criteria and the alert to a scenario. */
  public Scenario applyTo(Scenario scenario) {
    Scenario all =
        scenario.setUp(this::start).operation(this::operate).probe(probe()).facts(this::facts);
    for (Criterion criterion : criteria()) {
      all = all.expect(criterion);
    }
    return all.alert(highest(HikariProbe.UTILISATION, Unit.RATIO).atMost(ALERT_UTILISATION));
  }

  void start() {
    refuseClosed(pool);
    lending.restart();
  }

  void operate() throws Exception {
    work.with(lending);
  }

  static List<Criterion> criteria() {
    return List.of(
        count("pool.leaked").atMost(0),
        count("pool.over-maximum").atMost(0),
        count("pool.still-pending").atMost(0),
        count("pool.borrows").atLeast(1));
  }

  Probe probe() {
    // One reading serves both gauges: the peak starts again when it is read.
    double[] share = {0};
    Gauge borrowed =
        new Gauge(
            "pool.borrowed",
            Unit.COUNT,
            () -> {
              int peak = lending.loans().peakSinceReading();
              share[0] = (double) peak / lending.loans().limit();
              return peak;
            });
    List<Gauge> all =
        Stream.concat(Stream.of(borrowed), new HikariProbe(pool, () -> share[0]).gauges().stream())
            .toList();
    return () -> all;
  }

  List<Fact> facts() throws InterruptedException {
    Loans loans = lending.loans();
    boolean settled = awaits(() -> loans.outstanding().isEmpty() && pending() == 0);
    List<Loans.Loan> held = settled ? List.of() : loans.outstanding();
    String first = held.isEmpty() ? "" : "first: " + held.get(0);
    return List.of(
        Fact.count("pool.leaked", held.size(), first),
        Fact.count("pool.over-maximum", loans.over(), loans.firstOver()),
        Fact.count("pool.peak", loans.peak(), "of at most " + loans.limit()),
        asked("pool.still-pending", pending()),
        Fact.count("pool.borrows", loans.made()),
        Fact.count("pool.timeouts", loans.timeOuts()),
        asked(
            "pool.active-at-end", HikariProbe.read(pool, HikariPoolMXBean::getActiveConnections)));
  }

  private double pending() {
    return HikariProbe.read(pool, HikariPoolMXBean::getThreadsAwaitingConnection);
  }

  private static Fact asked(String name, double value) {
    String detail = Double.isNaN(value) ? "the pool was closed or never started" : "";
    return new Fact(name, value, Unit.COUNT, detail);
  }

  private boolean awaits(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + settle.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return true;
  }
}
