package dev.spike.samples.suite;

import static dev.spike.LoadProfile.burst;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.chaos.jdbc.JdbcFaults.connectionKilled;
import static dev.spike.judge.Criteria.timeAbove;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.Units;
import dev.spike.measure.Unit;
import dev.spike.samples.storefront.backend.Database;
import dev.spike.target.HikariProbe;
import dev.spike.target.PoolTarget;
import java.util.List;

/**
 * Many database operations at one instant on a small pool, while every query is slow and some
 * connections die in use: each may cost the query that was on it, no more.
 */
public final class ConnectionPoolStress implements ScenarioProvider {
  private static final int PRODUCTS = 200;
  private static final double BUSY = Units.percent(90);
  private static final double BUSY_TIME = Units.percent(50);

  @Override
  public String name() {
    return "connection-pool-stress";
  }

  @Override
  public String description() {
    return "operations on a small pool, slow queries, killed connections: no leak, replaced, drained";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.join(
        Parameters.inProcess(
            new Parameter("operations", "200", "database operations at one instant"),
            new Parameter("slow-query", "25ms", "what the fault adds to every query in the spike"),
            new Parameter(
                "killed", "2", "connections killed in use, in percent of the spike's queries"),
            new Parameter("leak-every", "0", "fault for tests: keeps one of so many connections")),
        OwnDatabase.PARAMETERS);
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params);
    LoadProfile load =
        scale.around(burst(Parameters.atLeast(1, params, "operations")).over(scale.rate()));
    return OwnDatabase.scenario(
        name(), load, params, database -> on(database, load, scale, params));
  }

  private Scenario on(Database database, LoadProfile load, Scale scale, Params params) {
    LeakyQuery query = new LeakyQuery(Parameters.atLeast(0, params, "leak-every"), PRODUCTS);
    PoolTarget pool =
        PoolTarget.of(database.pool()).through(database.dataSource()).borrowing(query);
    Scenario scenario =
        pool.applyTo(Scenario.named(name()).load(load).bucket(scale.bucket()))
            .during(
                SPIKE, latency(Parameters.aboveZero(params, "slow-query")).on(OwnDatabase.POINT));
    double killed = Units.percent(Parameters.notNegative(params, "killed"));
    Scenario killing =
        killed == 0
            ? scenario
            : scenario.during(
                SPIKE, connectionKilled().on(OwnDatabase.POINT).withProbability(killed));
    Scenario watched =
        killing.alert(
            timeAbove(BUSY, HikariProbe.UTILISATION, Unit.RATIO).after(SPIKE).atMost(BUSY_TIME));
    Scenario limited = Limits.ofTheSpike(watched, scale, params);
    return Limits.ofTheAftermath(limited, scale, true, params);
  }
}
