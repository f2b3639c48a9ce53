package dev.spike.junit.cases;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.Scenario;
import dev.spike.junit.Spike;
import dev.spike.junit.SpikeTest;
import java.util.concurrent.ConcurrentHashMap;

/** The README's first test. */
public class FirstSpike {
  private final ConcurrentHashMap<String, Integer> stock = new ConcurrentHashMap<>();

  @SpikeTest
  void herd(Spike spike) {
    spike.verify(
        Scenario.named("stock-herd")
            .operation(() -> stock.merge("shirt", 1, Integer::sum))
            .load(
                baseline(perSecond(100))
                    .lasting(seconds(1))
                    .then(burst(200).over(perSecond(100)).lasting(seconds(1))))
            .expect(errorRate().during(SPIKE).below(percent(5))));
  }
}
