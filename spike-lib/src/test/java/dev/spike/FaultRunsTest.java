package dev.spike;

import static dev.spike.BriefRuns.only;
import static dev.spike.BriefRuns.run;
import static dev.spike.BriefRuns.scenario;
import static dev.spike.Units.millis;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import dev.spike.chaos.StandingFault;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of 0.2 s with a fault in the spike. */
@Timeout(120)
class FaultRunsTest {
  private static final ChaosPoint POINT = ChaosPoint.of("runner.test");

  @Test
  void aFaultHasToFire() {
    Scenario never = scenario("never").during(SPIKE, latency(millis(1)).on("runner.test"));
    Scenario fires = never.operation(() -> POINT.hit());

    assertThat(only(run(never)).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(only(run(never)).reasons())
        .containsExactly("fault.fired.latency-on-runner.test 0, wanted >= 1");
    assertThat(only(run(fires)).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aFaultThatNeverFiredIsToldWhichPointMayHaveBeenMeant() {
    Scenario mistyped = scenario("typo").during(SPIKE, latency(millis(1)).on("runer.test"));

    assertThat(only(run(mistyped)).reasons())
        .singleElement()
        .asString()
        .contains("fault.fired.latency-on-runer.test 0, wanted >= 1")
        .contains("no point is named runer.test: perhaps runner.test was meant");
  }

  @Test
  void aStandingFaultBeginsOnceAndOnlyInItsPhase() {
    List<String> log = new CopyOnWriteArrayList<>();
    Injection fault = new Standing(log).on("target");

    assertThat(only(run(scenario("standing").during(SPIKE, fault))).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(log).containsExactly("begins", "ends");
  }

  @Test
  void faultsAreNumberedHoweverTheyAreGiven() {
    Injection fault = latency(millis(1)).on("runner.test").withProbability(0.5);
    Scenario numbered =
        scenario("numbered")
            .during(SPIKE, fault)
            .during(SPIKE, FaultDisturbance.of(fault))
            .during(SPIKE, fault)
            .during(SPIKE, new FaultDisturbance(fault, 7));

    assertThat(numbered.during)
        .extracting(Scenario.During::disturbance)
        .containsExactly(
            new FaultDisturbance(fault, 0),
            new FaultDisturbance(fault, 1),
            new FaultDisturbance(fault, 2),
            new FaultDisturbance(fault, 7));
  }

  @Test
  void preparingAStandingFaultDoesNotBeginIt() {
    List<String> log = new CopyOnWriteArrayList<>();
    FaultDisturbance.of(new Standing(log).on("target")).prepare();

    assertThat(log).isEmpty();
  }

  private record Standing(List<String> log) implements StandingFault {
    @Override
    public String kind() {
      return "standing";
    }

    @Override
    public AutoCloseable begin(Lease lease) {
      log.add("begins");
      lease.acted("it");
      return () -> log.add("ends");
    }
  }

  @Test
  void whatAFaultCostIsAFactOfItsOwn() {
    Scenario slow =
        scenario("slow")
            .during(SPIKE, latency(millis(1)).on("runner.test"))
            .operation(() -> POINT.hit());

    List<Fact> facts = Objects.requireNonNull(only(run(slow)).timeline()).facts();
    double max = fact(facts, "fault.delay.max.latency-on-runner.test");
    double fired = fact(facts, "fault.fired.latency-on-runner.test");
    assertThat(max).isGreaterThanOrEqualTo(1e6);
    assertThat(fact(facts, "fault.delay.total.latency-on-runner.test"))
        .isBetween(1e6 * fired, max * fired);
  }

  private static double fact(List<Fact> facts, String name) {
    return facts.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow().value();
  }
}
