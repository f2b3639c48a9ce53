package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Event;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Increment;
import dev.spike.repeat.Repetition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Faults in plan, live line and events: named, with the phases they fall in. */
class FaultsToldTest {
  private static final long MS = Example.MS;
  private static final FaultSpan SLOW = new FaultSpan("slow-on-db", 2000 * MS, 3000 * MS);
  private static final FaultSpan EARLY = new FaultSpan("early-on-db", 500 * MS, 1500 * MS);

  private static ScenarioPlan plan() {
    ScenarioPlan pool = Example.POOL;
    return new ScenarioPlan(
        pool.name(),
        pool.parameters(),
        pool.seed(),
        pool.bucketNanos(),
        pool.phases(),
        pool.gauges(),
        pool.criteria(),
        pool.alerts(),
        pool.threads(),
        Repetition.once(pool.name()),
        List.of(SLOW, EARLY));
  }

  @Test
  void aPlanKeepsItsFaultsInOrder() {
    ObjectNode node = Json.object();
    PlanJson.putPlan(node, plan());

    assertThat(PlanJson.plan(node)).isEqualTo(plan());
    assertThat(PlanJson.plan(node).faults()).containsExactly(EARLY, SLOW);
    node.remove("faults");
    assertThat(PlanJson.plan(node).faults()).as("of an older file").isEmpty();
  }

  @Test
  void theyAreNamedWithTheirPhases() {
    assertThat(Sentences.faults(plan().faults(), plan().phases()))
        .containsExactly(
            "early-on-db in WARMUP, BASELINE, 0.500 s to 1.500 s",
            "slow-on-db in SPIKE, 2.000 s to 3.000 s");
  }

  @Test
  void theLiveLineNamesThoseThatAreOn() {
    IntervalLine line = new IntervalLine(plan(), true);

    assertThat(line.add(new Increment(1, List.of(), Map.of(), 0, 0)))
        .hasValueSatisfying(text -> assertThat(text).contains("; early-on-db on"));
    assertThat(line.add(new Increment(4, List.of(), Map.of(), 0, 0)))
        .hasValueSatisfying(text -> assertThat(text).contains("; slow-on-db on"));
    assertThat(line.add(new Increment(6, List.of(), Map.of(), 0, 0)))
        .hasValueSatisfying(text -> assertThat(text).doesNotContain("-on-db on"));
  }

  @Test
  void anEventIsWrittenWithItsLatenessAndItsPhase() {
    ObjectNode node = Json.object();
    MeasureJson.putEvent(
        node, Event.ends("slow-on-db", 3000 * MS, 3002 * MS), Example.POOL.phases());

    assertThat(node.get("latenessNanos").longValue()).isEqualTo(2 * MS);
    assertThat(node.get("phase").stringValue()).isEqualTo("SPIKE");
    ObjectNode after = Json.object();
    MeasureJson.putEvent(after, new Event("seen", -1, 9000 * MS), Example.POOL.phases());
    assertThat(after.has("phase")).isFalse();
    assertThat(after.get("latenessNanos").longValue()).isZero();
  }
}
