package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.burst;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.seconds;
import static dev.spike.judge.Criteria.growth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import dev.spike.measure.Increment;
import dev.spike.measure.JvmProbe;
import dev.spike.measure.TimelineBuilder;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioPlan;
import dev.spike.run.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readings one after the other: before the load, and then until the count has settled. */
class LeftoversTest {
  private static final LoadProfile LOAD =
      baseline(perSecond(10)).lasting(seconds(1)).then(burst(1).lasting(seconds(1)));

  private final Deque<Double> readings = new ArrayDeque<>();
  private long now;

  /** Time that passes only when somebody waits. */
  private final class Waiting implements Clock {
    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleepUntil(long nanoTime) {
      now = nanoTime;
    }
  }

  private double next() {
    double reading = readings.element();
    if (readings.size() > 1) {
      readings.remove();
    }
    return reading;
  }

  private Fact growthOf(String name, double duringBaseline, Double... read) throws Exception {
    readings.clear();
    readings.addAll(List.of(read));
    Gauge gauge = new Gauge(name, Unit.COUNT, this::next);
    Scenario scenario =
        Scenario.named("some")
            .operation(() -> {})
            .load(LOAD)
            .bucket(seconds(1))
            .probe(() -> List.of(gauge))
            .expect(growth(name).atMost(0));
    ScenarioPlan plan = new PlannedScenario(scenario, Map.of(), 1, Defaults.SPIN).plan();
    Leftovers leftovers = new Leftovers(List.of(gauge), plan, new Waiting());
    TimelineBuilder timeline =
        new TimelineBuilder(plan.phases(), plan.bucketNanos(), plan.gauges());
    timeline.add(new Increment(0, List.of(), Map.of(name, duringBaseline), 0, 0));
    List<Fact> facts = leftovers.facts(timeline.build());
    assertThat(facts).extracting(Fact::name).containsExactly(name + ".growth");
    return facts.get(0);
  }

  @Test
  void whatIsInUseMustBeAsBeforeTheLoad() throws Exception {
    assertThat(growthOf("pool.active", 4, 0.0, 0.0).value()).isZero();
    Fact leaked = growthOf("pool.active", 4, 0.0, 3.0);
    assertThat(leaked.value()).isEqualTo(3);
    assertThat(leaked.detail()).isEqualTo("0 before the spike, 3 after the run");
  }

  @Test
  void itMayTakeFiveSecondsToSettle() throws Exception {
    assertThat(growthOf("pool.active", 0, 1.0, 5.0, 4.0, 2.0, 1.0).value()).isZero();
    assertThat(now).isEqualTo(30_000_000);
    assertThat(growthOf("pool.active", 0, 1.0, 5.0, 2.0, 4.0).value()).isEqualTo(1);
    assertThat(now).isEqualTo(30_000_000 + 5_000_000_000L);
  }

  @Test
  void threadsAndFilesMustBeAsInTheWarmBaseline() throws Exception {
    assertThat(growthOf(JvmProbe.THREADS, 20, 5.0, 20.0).value()).isZero();
    assertThat(growthOf(JvmProbe.FILES, 20, 5.0, 23.0).value()).isEqualTo(3);
    assertThat(growthOf(JvmProbe.THREADS, Double.NaN, 5.0, 6.0).value())
        .as("no baseline")
        .isEqualTo(1);
    assertThat(growthOf(JvmProbe.THREADS, 20, 5.0, 18.0).value()).isEqualTo(-2);
  }

  @Test
  void whatCannotBeReadIsNotMeasured() throws Exception {
    Fact gone = growthOf(JvmProbe.THREADS, 20, 5.0, Double.NaN);
    assertThat(gone.value()).isNaN();
    assertThat(gone.detail()).isEqualTo("not measured: target.threads could not be read");
  }

  @Test
  void onlyWhatIsAskedForIsWaitedFor() throws Exception {
    ScenarioPlan plan =
        new PlannedScenario(
                Scenario.named("some").operation(() -> {}).load(LOAD), Map.of(), 1, Defaults.SPIN)
            .plan();
    Gauge gauge = new Gauge("pool.active", Unit.COUNT, () -> 1);
    TimelineBuilder timeline =
        new TimelineBuilder(plan.phases(), plan.bucketNanos(), plan.gauges());

    assertThat(new Leftovers(List.of(gauge), plan, new Waiting()).facts(timeline.build()))
        .isEmpty();
  }
}
