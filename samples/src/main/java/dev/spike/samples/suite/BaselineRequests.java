package dev.spike.samples.suite;

import static dev.spike.LoadProfile.burst;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import dev.spike.samples.storefront.Service;
import java.util.List;

/**
 * A few concurrent requests to the backend: the smallest spike, against which the others are read.
 */
public final class BaselineRequests implements ScenarioProvider {
  private static final double REFERENCE_NANOS = 108e6;
  private static final int PRODUCTS = 100;

  @Override
  public String name() {
    return "baseline-requests";
  }

  @Override
  public String description() {
    return "concurrent requests to the backend: all succeed, mean below 2 s";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.remote(
        new Parameter("requests", "10", "requests at one instant"),
        new Parameter("max-mean", "2s", "limit of the mean response time in the spike"));
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params, Scale.Auto.SERVICE);
    RemoteService backend = new RemoteService(Service.BACKEND, params);
    Scenario scenario =
        Scenario.named(name())
            .operation(a -> backend.http().get("/products/" + (1 + a.random().nextInt(PRODUCTS))))
            .load(scale.around(burst(Parameters.atLeast(1, params, "requests")).over(scale.rate())))
            .bucket(scale.bucket())
            .facts(() -> List.of(reference()))
            .expect(errorRate().atMost(0))
            .expect(mean().during(SPIKE).below(Parameters.aboveZero(params, "max-mean")));
    return Limits.ofTheAftermath(backend.attach(scenario), scale, backend.ours(), params);
  }

  private static Fact reference() {
    return new Fact("mean.reference", REFERENCE_NANOS, Unit.NANOS, "what to hold the mean against");
  }
}
