package dev.spike.samples;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.measure.Role.SPIKE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.Report;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.SpikeRunner;
import dev.spike.report.RunListener;
import dev.spike.target.PoolTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * How big must the pool be? Little's law: connections in use = rate x time that each is held. At
 * 100/s and 20 ms that is 2, in a spike of 300/s it is 6.
 *
 * <p>Wrong: 3 connections, enough for the usual rate. They do 150/s, so in the spike a queue grows
 * as long as it lasts.
 *
 * <p>Right: 10, the 6 of the spike and some for chance. And 40: bigger does not help, since nobody
 * waits for a connection any more, and none is given back sooner.
 *
 * <p>Look at: p95 in the three SPIKE rows, and the peak of connections in use below the table.
 */
public final class Sample05PoolSize {
  private static final int HELD_MILLIS = 20;

  private Sample05PoolSize() {}

  /** A query that holds its connection for 20 ms. */
  private static void query(Connection connection) throws SQLException, InterruptedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
    TimeUnit.MILLISECONDS.sleep(HELD_MILLIS);
  }

  /** Runs all three and prints the table. */
  public static void main(String[] args) {
    Report report = run();
    System.out.print(report);
    Facts.print(report, "pool.peak", "pool.borrows");
    System.out.print(
        """

        # In use = 300/s x 0.020 s = 6, by chance 12 at times. Fewer make a queue, and more are idle.
        """);
  }

  /** Too small, right, and bigger. */
  static Report run() {
    try (HikariDataSource small = pool(3);
        HikariDataSource right = pool(10);
        HikariDataSource bigger = pool(40)) {
      return new SpikeRunner(SpikeOptions.defaults().seed(1).listener(new RunListener() {}))
          .run(
              scenario("pool-of-3", small),
              scenario("pool-of-10", right),
              scenario("pool-of-40", bigger));
    }
  }

  private static Scenario scenario(String name, HikariDataSource pool) {
    return PoolTarget.of(pool)
        .work(Sample05PoolSize::query)
        .applyTo(Scenario.named(name))
        .load(
            baseline(perSecond(100))
                .lasting(millis(500))
                .then(spike(perSecond(300)).lasting(millis(1_500)))
                .poisson())
        .expect(p95().during(SPIKE).below(millis(250)));
  }

  private static HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:sample");
    config.setMaximumPoolSize(size);
    return new HikariDataSource(config);
  }
}
