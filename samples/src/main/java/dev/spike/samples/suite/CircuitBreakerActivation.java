package dev.spike.samples.suite;

import static dev.spike.LoadProfile.spike;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.judge.Criteria.count;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.FaultDisturbance;
import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.chaos.ChaosPoint;
import dev.spike.run.Disturbance;
import dev.spike.samples.storefront.backend.Catalog;
import dev.spike.samples.storefront.backend.Database;
import dev.spike.samples.storefront.backend.LocalPayments;
import dev.spike.samples.storefront.backend.Orders;
import dev.spike.target.BreakerTarget;
import java.time.Duration;
import java.util.List;

/**
 * Steady orders while the payment dependency fails and is healed: does the breaker do what its
 * configuration says?
 */
public final class CircuitBreakerActivation implements ScenarioProvider {
  private static final ChaosPoint PAYMENT = ChaosPoint.of("storefront.payment");
  private static final Duration CHARGE_TIME = Duration.ofMillis(2);

  @Override
  public String name() {
    return "circuit-breaker-activation";
  }

  @Override
  public String description() {
    return "payment fails and is healed: the breaker opens, rejects, tries and closes as configured";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.join(
        Parameters.inProcess(
            new Parameter("spike", "5s", "how long the payment dependency fails"),
            new Parameter("heal", "true", "false: the dependency is never healed")),
        OwnDatabase.PARAMETERS);
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params);
    LoadProfile load = scale.around(spike(scale.rate()));
    return OwnDatabase.scenario(
        name(), load, params, database -> on(database, load, scale, params));
  }

  private Scenario on(Database database, LoadProfile load, Scale scale, Params params) {
    BreakerTarget breaker = BreakerTarget.of(Orders.newBreaker());
    Orders orders =
        new Orders(
            database.dataSource(), new LocalPayments(PAYMENT::hit, CHARGE_TIME), breaker.breaker());
    ShopVisits visits = new ShopVisits(orders, new Catalog(database.dataSource()));
    Scenario base = Scenario.named(name()).load(load).bucket(scale.bucket());
    Scenario scenario =
        breaker
            .calling(visits)
            .applyTo(base)
            .during(SPIKE, breaker.watching(failingPayment()))
            .facts(visits::facts)
            .expect(count("rest.failed").atMost(0))
            .expect(count("rest.slow").atMost(0))
            .expect(count("rest.answered").atLeast(1));
    Scenario healed = params.flag("heal") ? scenario : scenario.during(RECOVERY, failingPayment());
    return Limits.ofTheAftermath(healed, scale, true, params);
  }

  private static Disturbance failingPayment() {
    return FaultDisturbance.of(
        exception(() -> new IllegalStateException("payment is down")).on(PAYMENT.name()));
  }
}
