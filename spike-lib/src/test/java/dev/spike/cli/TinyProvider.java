package dev.spike.cli;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.millis;
import static dev.spike.Units.perSecond;
import static dev.spike.judge.Criteria.errorRate;

import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.measure.Role;
import java.util.List;

/** A scenario of part of a second that can be made to fail, to kill its JVM, or to last. */
public final class TinyProvider implements ScenarioProvider {
  static final int DEAD = 77;

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public String description() {
    return "Does nothing, and that quickly.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("scale", "small", "small, or full"),
        new Parameter("rate", "50", "arrivals each second"),
        new Parameter("lasting", "200ms", "length of the spike"),
        new Parameter("then", "return", "what an operation does: return, throw or die"));
  }

  @Override
  public Scenario scenario(Params params) {
    String then = params.text("then");
    return Scenario.named("tiny")
        .operation(() -> act(then))
        .bucket(millis(50))
        .load(
            baseline(perSecond(params.number("rate")))
                .lasting(millis(200))
                .then(spike(perSecond(100)).lasting(params.duration("lasting"))))
        .expect(errorRate().during(Role.SPIKE).below(0.5));
  }

  private static void act(String then) {
    if (then.equals("die")) {
      Runtime.getRuntime().halt(DEAD);
    }
    if (then.equals("throw")) {
      throw new IllegalStateException("as asked");
    }
  }
}
