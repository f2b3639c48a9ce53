package dev.spike.samples.suite;

import dev.spike.Health;
import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.chaos.ChaosDataSource;
import dev.spike.samples.storefront.backend.Database;
import java.util.List;

/** The storefront's database in this JVM, behind a data source that faults get in through. */
final class OwnDatabase {
  /** The point that is hit before each statement. */
  static final String POINT = "storefront.db";

  static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("jdbc-url", "", "database; empty for H2 in memory"),
          new Parameter("pool-size", "10", "most connections of the pool"),
          new Parameter("borrow-timeout", "5s", "how long a borrower waits"));

  private OwnDatabase() {}

  /**
   * Opens it; whoever asks closes it.
   *
   * @throws IllegalArgumentException when it cannot be reached
   */
  static Database open(Params params) {
    String url = params.text("jdbc-url");
    return Database.open(
        url.isEmpty() ? Database.newInMemoryUrl() : url,
        params.integer("pool-size"),
        params.duration("borrow-timeout"),
        pool -> ChaosDataSource.wrap(pool, POINT));
  }

  /** Stands in for a scenario whose database is not there: it is skipped with the reason. */
  static Scenario unreachable(String name, LoadProfile load, IllegalArgumentException reason) {
    return Scenario.named(name)
        .operation(() -> {})
        .load(load)
        .health(() -> new Health(false, String.valueOf(reason.getMessage())));
  }
}
