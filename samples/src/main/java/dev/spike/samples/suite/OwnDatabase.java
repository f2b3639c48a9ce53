package dev.spike.samples.suite;

import dev.spike.Health;
import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.chaos.jdbc.ChaosDataSource;
import dev.spike.samples.storefront.backend.Database;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The storefront's database in this JVM, behind a data source that faults get in through. */
final class OwnDatabase {
  /** The point that is hit before each statement. */
  static final String POINT = "storefront.db";

  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.list("jdbc-url", "", "database; empty for H2 in memory"),
          new Parameter("pool-size", "10", "most connections of the pool"),
          new Parameter("borrow-timeout", "5s", "how long a borrower waits"),
          new Parameter(
              "evict-dead", "true", "false, a fault for tests: dead connections are lent again"));

  private static final Duration POOLS_OWN_BOUND = Duration.ofMillis(250);

  private OwnDatabase() {}

  /**
   * A scenario on the database, which is opened now and closed by the scenario's tear-down. One
   * whose database is not there is skipped with the reason; a value that is out of bounds is the
   * user's mistake and thrown as such.
   */
  static Scenario scenario(
      String name, LoadProfile load, Params params, Function<Database, Scenario> on) {
    int size = Parameters.atLeast(1, params, "pool-size");
    Duration timeout = Parameters.atLeast(POOLS_OWN_BOUND, params, "borrow-timeout");
    Database database;
    try {
      database = open(params.text("jdbc-url"), size, timeout, params.flag("evict-dead"));
    } catch (IllegalArgumentException e) {
      return unreachable(name, load, e);
    }
    try {
      return on.apply(database).health(() -> health(database)).tearDown(database::close);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Database open(String url, int size, Duration timeout, boolean evictsDead) {
    return Database.open(
        url.isEmpty() ? Database.newInMemoryUrl() : url,
        size,
        timeout,
        evictsDead,
        pool -> ChaosDataSource.wrap(pool, POINT));
  }

  private static Health health(Database database) {
    boolean answers = database.answers();
    return new Health(answers, answers ? "the database answers" : "no connection or no answer");
  }

  private static Scenario unreachable(
      String name, LoadProfile load, IllegalArgumentException reason) {
    return Scenario.named(name)
        .operation(() -> {})
        .load(load)
        .health(() -> new Health(false, String.valueOf(reason.getMessage())));
  }
}
