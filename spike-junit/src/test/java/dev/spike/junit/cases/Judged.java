package dev.spike.junit.cases;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;

import dev.spike.Health;
import dev.spike.Scenario;
import dev.spike.SpikeOptions;
import dev.spike.junit.Chaos;
import dev.spike.junit.Spike;
import dev.spike.junit.SpikeTest;

/** Tests that end before there is any load. */
public class Judged {
  private static final Scenario SCENARIO =
      Scenario.named("judged")
          .operation(() -> {})
          .load(baseline(perSecond(10)).lasting(seconds(1)))
          .expect(errorRate().below(percent(1)));

  @SpikeTest
  void notThere(Spike spike) {
    spike.verify(SCENARIO.health(() -> new Health(false, "nobody answers at port 1")));
  }

  @SpikeTest
  void notSetUp(Spike spike, Chaos chaos, SpikeOptions options) {
    spike.with(options).verify(SCENARIO.setUp(Judged::broken));
  }

  @SpikeTest
  void twoLoads(Spike spike) {
    spike.verify(SCENARIO.load(baseline(perSecond(10)).lasting(seconds(1))));
  }

  private static void broken() {
    throw new IllegalStateException("no such table");
  }
}
