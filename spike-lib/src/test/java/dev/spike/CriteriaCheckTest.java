package dev.spike;

import static dev.spike.LoadProfile.baseline;
import static dev.spike.LoadProfile.quiet;
import static dev.spike.LoadProfile.recovery;
import static dev.spike.LoadProfile.spike;
import static dev.spike.Stretch.at;
import static dev.spike.Units.millis;
import static dev.spike.Units.minutes;
import static dev.spike.Units.perSecond;
import static dev.spike.Units.percent;
import static dev.spike.Units.seconds;
import static dev.spike.Units.users;
import static dev.spike.chaos.fault.Faults.latency;
import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.goodput;
import static dev.spike.judge.Criteria.highest;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.notMetastable;
import static dev.spike.judge.Criteria.p95;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.judge.Criteria.timeAbove;
import static dev.spike.judge.Criteria.times;
import static dev.spike.measure.Role.BASELINE;
import static dev.spike.measure.Role.QUIET;
import static dev.spike.measure.Role.RECOVERY;
import static dev.spike.measure.Role.SPIKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.judge.Criterion;
import dev.spike.measure.Gauge;
import dev.spike.measure.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Criteria that no run could answer are refused before it. */
class CriteriaCheckTest {
  private static final LoadProfile USUAL =
      baseline(perSecond(300))
          .lasting(seconds(6))
          .then(spike(perSecond(600)).lasting(seconds(2)))
          .then(recovery(perSecond(300)).lasting(seconds(12)));
  private static final String FAULT = "latency-on-check.test";
  private static final LoadProfile ONLY_SPIKE = spike(perSecond(300)).lasting(seconds(2));

  private static PlannedScenario planned(LoadProfile load, Criterion criterion) {
    Scenario scenario =
        Scenario.named("some")
            .operation(() -> {})
            .load(load)
            .probe(() -> List.of(new Gauge("pool.active", Unit.COUNT, () -> 1)))
            .expect(criterion);
    return new PlannedScenario(scenario, Map.of(), 7, Defaults.SPIN);
  }

  private static void refused(LoadProfile load, Criterion criterion, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> planned(load, criterion))
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private static PlannedScenario faulty(LoadProfile load, Stretch on, Criterion criterion) {
    Scenario scenario =
        Scenario.named("some")
            .operation(() -> {})
            .load(load)
            .probe(() -> List.of(new Gauge("pool.active", Unit.COUNT, () -> 1)))
            .during(on, latency(millis(3)).on("check.test"))
            .expect(criterion);
    return new PlannedScenario(scenario, Map.of(), 7, Defaults.SPIN);
  }

  private static void refusedWhile(Stretch on, Criterion criterion, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faulty(USUAL, on, criterion))
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void acceptsWhatARunCanAnswer() {
    planned(USUAL, p99().during(SPIKE).inEvery(seconds(2)).below(seconds(1)));
    planned(USUAL, p99().inEvery(seconds(20)).below(seconds(1)));
    planned(USUAL, p99().after(SPIKE).inEvery(seconds(5)).below(seconds(1)));
    planned(USUAL, p95().after(SPIKE).returnsWithin(seconds(6)));
    planned(USUAL, goodput().during(SPIKE).atLeast(percent(90)).ofBaseline());
    planned(USUAL, goodput().during(SPIKE).atLeast(250));
    planned(USUAL, highest("pool.active", Unit.COUNT).atMost(10));
    planned(USUAL, notMetastable());
  }

  @Test
  void refusesWindowsThatDoNotFit() {
    refused(
        USUAL,
        p99().during(SPIKE).inEvery(seconds(5)).below(seconds(1)),
        "p99 of every 5 s in SPIKE, of scenario some",
        "only 2.0 s long: ask for less");
    refused(
        USUAL, goodput().during(SPIKE).inEvery(minutes(1)).atLeast(times(1)), "only 2.0 s long");
    planned(USUAL, p99().after(SPIKE).inEvery(seconds(12)).below(seconds(1)));
    refused(USUAL, goodput().after(SPIKE).inEvery(seconds(12)).atLeast(9), "only 11.8 s long");
    refused(USUAL, errorRate().inEvery(millis(100)).below(percent(5)), "intervals are 0.2 s wide");
    refused(USUAL, p99().after(RECOVERY).below(seconds(1)), "no phase that comes after RECOVERY");
  }

  /** On for half or more of the intervals from the 8th to the 10th second. */
  @Test
  void whileAFaultIsOnThereMustBeEnough() {
    Stretch twoSeconds = at(seconds(8)).lasting(seconds(2));
    faulty(USUAL, twoSeconds, p95().whileOn(FAULT).inEvery(seconds(2)).below(seconds(1)));
    faulty(USUAL, twoSeconds, goodput().whileOn(FAULT).atLeast(250));
    faulty(USUAL, at(millis(300)).lasting(millis(90)).of(SPIKE), p95().below(seconds(1)));

    refusedWhile(
        twoSeconds,
        p95().whileOn(FAULT).inEvery(seconds(3)).below(seconds(1)),
        "p95 of every 3 s while " + FAULT + ", of scenario some",
        "only 2.0 s long: ask for less");
    refusedWhile(
        at(seconds(1)).of(BASELINE).lasting(seconds(2)),
        p95().whileOn(FAULT).inEvery(millis(100)).below(seconds(1)),
        "ask for no less");
  }

  @Test
  void refusesFaultsThatFillNoInterval() {
    Stretch brief = at(seconds(8)).lasting(millis(90));

    refusedWhile(brief, p95().whileOn(FAULT).below(seconds(1)), "half of no interval of 0.2 s");
    refusedWhile(
        brief, highest("pool.active", Unit.COUNT).whileOn(FAULT).atMost(1), "half of no interval");
    refusedWhile(
        at(seconds(8)).lasting(millis(800)),
        goodput().whileOn(FAULT).atLeast(250),
        "goodput while " + FAULT,
        "looks at 4 intervals of 0.2 s",
        "it takes 5 to tell");
  }

  @Test
  void refusesWhatLooksOnlyAtAPause() {
    LoadProfile paused = USUAL.then(quiet(seconds(2)));

    refused(paused, errorRate().during(QUIET).below(percent(5)), "nothing is due while the load");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                faulty(
                    paused,
                    at(seconds(20)).lasting(seconds(2)),
                    errorRate().whileOn(FAULT).below(percent(5))))
        .withMessageContaining("nothing is due while the load pauses");
    planned(paused, highest("pool.active", Unit.COUNT).during(QUIET).atMost(1));
  }

  @Test
  void aMeanOverTimeTakesFiveIntervals() {
    refused(
        USUAL,
        goodput().inEvery(millis(800)).atLeast(250),
        "looks at 4 intervals of 0.2 s at a time");
    planned(USUAL, goodput().inEvery(millis(801)).atLeast(250));
    LoadProfile brief = baseline(perSecond(300)).lasting(millis(800));
    refused(brief, mean("pool.active", Unit.COUNT).atMost(1), "looks at 4 intervals");
    refused(brief, timeAbove(1, "pool.active", Unit.COUNT).atMost(1), "looks at 4 intervals");
    planned(brief, highest("pool.active", Unit.COUNT).atMost(1));
  }

  @Test
  void whatUsersDoWhileAFaultIsOnIsNotPlanned() {
    LoadProfile users =
        baseline(users(5).thinking(millis(10)))
            .lasting(seconds(6))
            .then(recovery(users(5).thinking(millis(10))).lasting(seconds(12)));
    Stretch brief = at(seconds(8)).lasting(millis(400));

    assertThat(faulty(users, brief, p99().whileOn(FAULT).below(seconds(1))).notes()).isEmpty();
    assertThat(faulty(USUAL, brief, p99().whileOn(FAULT).below(seconds(1))).notes())
        .singleElement()
        .asString()
        .contains("rests on 120 planned operations; it takes 299");
    assertThat(
            faulty(
                    USUAL,
                    at(seconds(8)).lasting(seconds(4)),
                    p99().whileOn(FAULT).inEvery(millis(400)).below(seconds(1)))
                .notes())
        .singleElement()
        .asString()
        .contains("rests on 120 planned operations; it takes 299");
  }

  @Test
  void refusesComparisonsWithoutABaseline() {
    refused(ONLY_SPIKE, p95().below(times(3)), "p95 vs baseline", "needs a BASELINE phase");
    refused(
        ONLY_SPIKE,
        goodput().during(SPIKE).atLeast(percent(90)).ofBaseline(),
        "goodput vs baseline in SPIKE",
        "needs a BASELINE phase");
    refused(ONLY_SPIKE, notMetastable(), "metastable", "needs a BASELINE phase");
    refused(baseline(perSecond(300)).lasting(seconds(6)), notMetastable(), "needs a SPIKE phase");
  }

  @Test
  void refusesASharePutAsGoodput() {
    refused(USUAL, goodput().atLeast(percent(90)), "goodput", "0.9/s", "ofBaseline()");
  }

  @Test
  void refusesAWatchTooShortForTheReturn() {
    refused(
        USUAL,
        p95().after(SPIKE).returnsWithin(seconds(7)),
        "watched for 12.0 s",
        "its limit is 7.0 s",
        "watch at least 14.0 s");
  }

  @Test
  void refusesGaugesThatAreNotThere() {
    refused(USUAL, highest("pool.pending", Unit.COUNT).atMost(1), "no such gauge", "pool.active");
    refused(USUAL, highest("pool.active", Unit.RATIO).atMost(1), "is a COUNT, not a RATIO");
  }

  @Test
  void tellsBeforeWhatRestsOnTooFewOperations() {
    LoadProfile thin = spike(perSecond(100)).lasting(seconds(2));

    assertThat(planned(thin, p99().during(SPIKE).below(seconds(1))).notes())
        .containsExactly(
            "scenario some: p99 in SPIKE rests on 200 planned operations; it takes 299 to tell");
    assertThat(planned(thin, p95().inEvery(millis(400)).below(seconds(1))).notes())
        .singleElement()
        .asString()
        .contains("p95 of every 400 ms rests on 40 planned operations; it takes 59");
    assertThat(planned(thin, errorRate().below(percent(0.1))).notes())
        .singleElement()
        .asString()
        .contains("it takes 1000 to tell");
    assertThat(planned(thin, p95().during(SPIKE).below(seconds(1))).notes()).isEmpty();
    assertThat(planned(thin, errorRate().atMost(0)).notes()).isEmpty();
    assertThat(planned(thin, highest("pool.active", Unit.COUNT).atMost(1)).notes()).isEmpty();
  }
}
