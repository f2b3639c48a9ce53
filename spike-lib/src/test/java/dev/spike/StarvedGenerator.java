package dev.spike;

import static dev.spike.LoadProfile.spike;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.judge.Criterion;
import dev.spike.report.ScenarioResult;
import dev.spike.run.ThreadKind;
import dev.spike.run.WhenFull;

/**
 * A program that starves its own generator: threads that keep the only core busy, and more load
 * than that core could make even if it were idle. Prints a line for each criterion it tried: its
 * verdict and why.
 */
final class StarvedGenerator {
  private static final int BURNERS = 4;

  private StarvedGenerator() {}

  public static void main(String[] args) {
    for (int i = 0; i < BURNERS; i++) {
      Thread burner = new Thread(StarvedGenerator::burn, "burner");
      burner.setDaemon(true);
      burner.start();
    }
    tell(starved(200_000, p99().during(SPIKE).below(seconds(1).dividedBy(200))));
    tell(starved(2_000_000, errorRate().during(SPIKE).below(percent(50))));
  }

  private static void burn() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  private static void tell(ScenarioResult result) {
    System.out.println("VERDICT " + result.verdict() + " " + result.reasons());
  }

  private static ScenarioResult starved(int rate, Criterion criterion) {
    Scenario scenario =
        Scenario.named("starved")
            .threads(ThreadKind.PLATFORM)
            .maxInFlight(8, WhenFull.WAIT)
            .operation(() -> {})
            .load(spike(perSecond(rate)).lasting(seconds(2)))
            .expect(criterion);
    return new SpikeRunner(SpikeOptions.defaults().seed(1)).run(scenario).scenarios().get(0);
  }
}
