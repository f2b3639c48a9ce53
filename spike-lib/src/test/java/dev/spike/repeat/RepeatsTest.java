package dev.spike.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.spike.judge.Answer;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.judge.Verdict;
import dev.spike.repeat.Estimate.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static Repeats of(List<Run> runs) {
    return Repeats.of(Repetition.first("herd", runs.size(), true), runs);
  }

  private static Runs five() {
    Runs runs = new Runs();
    for (double seconds : new double[] {3.6, 4.9, 4.1, 3.9, 4.5}) {
      runs.add(Outcome.RECOVERED, seconds, Runs.baseline(Runs.MS));
    }
    return runs;
  }

  /** 3.6, 3.9, 4.1, 4.5, 4.9: mean 4.2, s = 0.5099, so 4.2 -+ 2.776 s / sqrt 5 = 0.633. */
  @Test
  void runsThatAllRecoverHaveAMean() {
    Repeats repeats = of(five().list());
    Estimate recovery = repeats.recovery().orElseThrow();

    assertThat(repeats.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(repeats.reasons()).isEmpty();
    assertThat(recovery.kind()).isEqualTo(Kind.MEAN);
    assertThat(recovery.value() / Runs.SECOND).isCloseTo(4.2, within(1e-9));
    assertThat(recovery.low() / Runs.SECOND).isCloseTo(3.567, within(1e-3));
    assertThat(recovery.high() / Runs.SECOND).isCloseTo(4.833, within(1e-3));
  }

  @Test
  void criteriaAreTakenTogether() {
    List<CriterionSpread> criteria = of(five().list()).criteria();

    assertThat(criteria).extracting(c -> c.criterion()).containsExactly(Runs.BACK, Runs.RIGHT);
    assertThat(criteria).allSatisfy(c -> assertThat(c.met()).isEqualTo(5));
    assertThat(criteria.get(0).estimate().value() / Runs.SECOND).isCloseTo(4.2, within(1e-9));
    assertThat(criteria.get(1).estimate().value()).isCloseTo(0.012, within(1e-9));
  }

  @Test
  void oneRunInFiveThatFailsFailsTheScenario() {
    Repeats repeats = of(Runs.recovering(4, 5, -1, 4, 5));

    assertThat(repeats.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(repeats.reasons()).containsExactly("1 of 5 runs FAILED: [herd#3]");
    assertThat(repeats.criteria().get(0).notMet()).isEqualTo(1);
    assertThat(repeats.recovery().orElseThrow().kind()).isEqualTo(Kind.MEDIAN);
    assertThat(repeats.outcomes(Outcome.NOT_RECOVERED)).isEqualTo(1);
  }

  /** What is not back for good when the observation ends is censored there, relapses as well. */
  @Test
  void everyOutcomeButRecoveryIsCensored() {
    Runs runs = five();
    runs.add(Outcome.RELAPSED, 2, Runs.baseline(Runs.MS));
    runs.add(Outcome.DEGRADED_PLATEAU, Double.NaN, Runs.baseline(Runs.MS));
    Estimate recovery = of(runs.list()).recovery().orElseThrow();

    assertThat(recovery.runs()).isEqualTo(7);
    assertThat(recovery.censored()).isEqualTo(2);
    assertThat(recovery.watched()).isEqualTo(Runs.WATCHED);
    assertThat(recovery.value() / Runs.SECOND).isCloseTo(4.5, within(1e-9));
  }

  @Test
  void aRunThatStartsElsewhereIsLeftOutWithItsReason() {
    for (double p95 : new double[] {1.3 * Runs.MS, Runs.MS / 1.3}) {
      Repeats repeats = of(five().add(Outcome.RECOVERED, 20, Runs.baseline(p95)).list());

      assertThat(repeats.excluded())
          .singleElement()
          .satisfies(left -> assertThat(left.run()).isEqualTo("herd#6"))
          .satisfies(left -> assertThat(left.why()).contains("p95", "outside [0.800, 1.25]"));
      assertThat(repeats.recovery().orElseThrow().runs()).isEqualTo(5);
      assertThat(repeats.verdict()).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void aRunThatStartsAlikeCounts() {
    Repeats repeats = of(five().add(Outcome.RECOVERED, 20, Runs.baseline(1.2 * Runs.MS)).list());

    assertThat(repeats.excluded()).isEmpty();
    assertThat(repeats.unverified()).isEmpty();
  }

  @Test
  void errorsAndMissingGoodputInABaselineAreNoStartEither() {
    Runs runs =
        five()
            .add(Outcome.RECOVERED, 4, Runs.baseline(Runs.MS, 0.03, 1, Optional.empty()))
            .add(Outcome.RECOVERED, 4, Runs.baseline(Runs.MS, 0, 0.5, Optional.empty()));

    assertThat(of(runs.list()).excluded())
        .extracting(Exclusion::why)
        .satisfiesExactly(
            first -> assertThat(first).contains("error rate 3.00% lies above 2.00%"),
            second -> assertThat(second).contains("goodput 50.0%"));
  }

  /** Two and two that differ by half: none of them is the normal one. */
  @Test
  void baselinesWithoutAMajorityLeaveTooFewRuns() {
    Runs runs = new Runs();
    for (double p95 : new double[] {1, 2, 1, 2}) {
      runs.add(Outcome.RECOVERED, 4, Runs.baseline(p95 * Runs.MS));
    }
    Repeats repeats = of(runs.list());

    assertThat(repeats.excluded()).hasSize(4);
    assertThat(repeats.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(repeats.reasons()).singleElement().asString().contains("INCONCLUSIVE: only 0 of 4");
    assertThat(repeats.recovery()).isEmpty();
  }

  @Test
  void aMeasurementThatWentWrongIsLeftOutAndToleratedInAMinority() {
    Repeats some = of(five().broken().list());
    Repeats most = of(new Runs().broken().broken().add(Outcome.RECOVERED, 4, one()).list());

    assertThat(some.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(some.excluded().get(0).why()).isEqualTo("INVALID: the generator was late");
    assertThat(most.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(most.reasons().get(0)).startsWith("INCONCLUSIVE: only 1 of 3 runs count");
  }

  private static dev.spike.judge.Baseline one() {
    return Runs.baseline(Runs.MS);
  }

  /** Leaving it out would leave out just the runs that came close to the limit. */
  @Test
  void aRunThatCouldNotDecideItsLimitStillCountsAndLeavesTheScenarioOpen() {
    Repeats repeats = of(five().add(Answer.INCONCLUSIVE, Outcome.RECOVERED, 29.9, one()).list());

    assertThat(repeats.excluded()).isEmpty();
    assertThat(repeats.recovery().orElseThrow().runs()).isEqualTo(6);
    assertThat(repeats.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(repeats.reasons()).containsExactly("1 of 6 runs could not decide: [herd#6]");
  }

  @Test
  void aRecoveryThatCouldNotBeToldIsLeftOutWhereItWasAskedFor() {
    Repeats repeats = of(five().add(Outcome.INCONCLUSIVE, Double.NaN, one()).list());

    assertThat(repeats.excluded().get(0).why()).isEqualTo("recovery INCONCLUSIVE: as made up");
    assertThat(repeats.verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void runsThatWereNotJudgedAreNamed() {
    Repeats cut = of(five().without(Verdict.INVALID, "its fork ended with exit code 77").list());
    Repeats absent = of(new Runs().without(Verdict.SKIPPED, "refused").list());

    assertThat(cut.excluded().get(0).why()).isEqualTo("INVALID: its fork ended with exit code 77");
    assertThat(cut.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(absent.verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void runsThatAreStillMissingCountAsMissing() {
    Repeats cutOff = Repeats.of(Repetition.first("herd", 5, true), Runs.recovering(4, 5));

    assertThat(cutOff.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(cutOff.reasons().get(0)).contains("only 2 of 5 runs count");
  }

  @Test
  void aBaselineThatIsTooThinVerifiesNothingAndSaysSo() {
    Runs runs = five();
    runs.add(
        Outcome.RECOVERED, 4, Runs.baseline(9 * Runs.MS, 0, 1, Optional.of("baseline too thin")));

    assertThat(of(runs.list()).excluded()).isEmpty();
    assertThat(of(runs.list()).unverified()).contains("herd#6: baseline too thin");
  }

  @Test
  void runsAreNumberedWithinTheirCount() {
    Repetition third = Repetition.first("pool", 3, true).with("size=10").number(3);

    assertThat(third.runName()).isEqualTo("pool[size=10]#3");
    assertThat(third.seed(7)).isEqualTo(9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> third.number(4))
        .withMessageContaining("run 4 of 3");
  }
}
