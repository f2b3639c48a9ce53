package dev.spike.samples;

import static dev.spike.Units.millis;
import static dev.spike.judge.Criteria.mean;
import static dev.spike.judge.Criteria.p99;
import static dev.spike.samples.Told.answers;
import static dev.spike.samples.Told.judgement;
import static dev.spike.samples.Told.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.FrontierReport;
import dev.spike.Report;
import dev.spike.frontier.Band;
import dev.spike.judge.Answer;
import dev.spike.judge.Metastability;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.judge.Verdict;
import org.junit.jupiter.api.Test;

/** What the samples teach that run on virtual time; always the same, so asserted to the verdict. */
class SamplesOnVirtualTimeTest {
  @Test
  void theMeanHidesWhatThe99thPercentileShows() {
    Report byMean = Sample03WhatTheMeanHides.run("by-mean", mean().below(millis(50)));
    Report byTail = Sample03WhatTheMeanHides.run("by-p99", p99().below(millis(50)));

    assertThat(only(byMean).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(only(byTail).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(Told.timeline(byMean).intervals()).isEqualTo(Told.timeline(byTail).intervals());
    assertThat(Told.value(byTail) / Told.value(byMean)).isGreaterThan(30);
  }

  @Test
  void onlyABudgetEndsARetryStorm() {
    Report without = Sample07RetryBudget.withoutBudget();
    Report backingOff = Sample07RetryBudget.backingOffOnly();
    Report with = Sample07RetryBudget.withBudget();

    assertThat(only(without).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement(without).metastability().state())
        .isEqualTo(Metastability.State.METASTABLE);
    assertThat(only(backingOff).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement(backingOff).metastability().state())
        .isEqualTo(Metastability.State.METASTABLE);
    assertThat(only(with).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(judgement(with).recovery().outcome()).isEqualTo(Outcome.RECOVERED);
  }

  @Test
  void quieterIsNotRecovered() {
    Report wrong = Sample08RecoveredOrQuieter.asLoadToolsAsk();
    Report right = Sample08RecoveredOrQuieter.asSpikeAsks();

    assertThat(answers(wrong)).hasSize(3).containsOnly(Answer.MET);
    assertThat(only(wrong).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(only(right).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(judgement(wrong).recovery().outcome()).isEqualTo(Outcome.DEGRADED_PLATEAU);
    assertThat(judgement(right).recovery()).isEqualTo(judgement(wrong).recovery());
  }

  @Test
  void oneSpikeSaysNothingOfTheNext() {
    Report one = Sample09TippingPoint.one();
    FrontierReport search = Sample09TippingPoint.search();
    Band d50 = search.finding().thresholds().get(0).d50();

    System.out.print(search);
    assertThat(only(one).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(d50.low()).isLessThan(1.1915);
    assertThat(d50.high()).isGreaterThan(1.1915).isLessThan(1.5);
  }

  @Test
  void theSamplesThatPrintDoSo() {
    Sample03WhatTheMeanHides.main(new String[0]);
    Sample07RetryBudget.main(new String[0]);
    Sample08RecoveredOrQuieter.main(new String[0]);
  }
}
