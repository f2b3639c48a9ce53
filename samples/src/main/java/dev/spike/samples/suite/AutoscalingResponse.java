package dev.spike.samples.suite;

import static dev.spike.judge.Criteria.count;
import static dev.spike.judge.Criteria.fact;

import dev.spike.LoadProfile;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.Units;
import dev.spike.measure.Unit;
import dev.spike.samples.storefront.Service;
import dev.spike.schedule.Rate;
import java.time.Duration;
import java.util.List;

/**
 * Load in steps of twice, four and eight times the usual rate and back: does the autoscaler follow,
 * and how well?
 */
public final class AutoscalingResponse implements ScenarioProvider {
  private static final int HIGHEST = 8;

  @Override
  public String name() {
    return "autoscaling-response";
  }

  @Override
  public String description() {
    return "load x1, x2, x4, x8, x1 on the workers: reaction, overshoot, missing replicas, drain";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.remote(
        new Parameter("step", "auto", "length of each step; auto: 3s, full 10s"),
        new Parameter("spike", "auto", "not used here: the spike lasts three steps"),
        new Parameter("job", "auto", "time that a job takes; auto: 20ms, full 100ms"),
        new Parameter("connections", "500", "most HTTP connections to the workers"),
        new Parameter("max-reaction", "2s", "limit from the first step to the first scale-up"),
        new Parameter("max-drain", "10s", "limit from the end of the spike until nothing waits"),
        new Parameter("max-overshoot", "60", "limit of replicas beyond the need, in percent"),
        new Parameter("max-events", "60", "limit of changes of the number of replicas"));
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params, Scale.Auto.SERVICE);
    Duration step = step(params, scale);
    RemoteService workers = new RemoteService(Service.WORKERS, params, jobFlags(params, scale));
    Duration start = scale.warmup().plus(scale.baseline());
    Rate rate = scale.rate();
    ScalingWatch watch =
        new ScalingWatch(start, start.plus(step.multipliedBy(3)), rate.perSecond() * HIGHEST);
    LoadProfile steps =
        LoadProfile.spike(List.of(rate.times(2), rate.times(4), rate.times(HIGHEST)))
            .lasting(step.multipliedBy(3));
    Scenario scenario =
        Scenario.named(name())
            .operation(
                arrival -> {
                  watch.sees(arrival);
                  workers.http().post("/jobs", "{}");
                })
            .load(scale.around(steps))
            .bucket(scale.bucket())
            .facts(() -> watch.facts(workers.http()))
            .expect(
                fact("scaling.reaction", Unit.NANOS)
                    .below(Parameters.aboveZero(params, "max-reaction")))
            .expect(
                fact("scaling.drain", Unit.NANOS).below(Parameters.aboveZero(params, "max-drain")))
            .expect(
                fact("scaling.overshoot", Unit.RATIO)
                    .atMost(Units.percent(Parameters.notNegative(params, "max-overshoot"))))
            .expect(count("scaling.events").atMost(Parameters.atLeast(0, params, "max-events")));
    Scenario limited = Limits.ofTheSpike(workers.attach(scenario), scale, params);
    return Limits.ofTheAftermath(limited, scale, workers.ours(), params);
  }

  private static Duration step(Params params, Scale scale) {
    boolean auto = params.text("step").equals("auto");
    return auto ? Units.seconds(scale.full() ? 10 : 3) : Parameters.aboveZero(params, "step");
  }

  /** The steady rate is to keep the fewest replicas about as busy at either scale. */
  private static List<String> jobFlags(Params params, Scale scale) {
    if (params.text("job").equals("auto")) {
      return scale.full() ? List.of("--job-millis", "100") : List.of();
    }
    long millis = Parameters.aboveZero(params, "job").toMillis();
    return List.of("--job-millis", String.valueOf(millis));
  }
}
