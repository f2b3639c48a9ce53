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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
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

    assertThat(only(one).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(d50.low()).isLessThan(1.1915);
    assertThat(d50.high()).isGreaterThan(1.1915).isLessThan(1.5);
  }

  /** The wrong way beside the right one, and what it teaches. */
  @Test
  void theSamplesPrintBothWaysAndWhatTheyTeach() {
    assertThat(printed(Sample03WhatTheMeanHides::main))
        .containsPattern("(?m)^by-mean +SPIKE .* PASSED$")
        .containsPattern("(?m)^by-p99 +SPIKE .* FAILED$")
        .contains("# by-p99 is FAILED:\n#   p99 ", "= 24 ms");
    assertThat(printed(Sample07RetryBudget::main))
        .containsPattern("(?m)^no-budget +SPIKE .* METASTABLE +FAILED$")
        .containsPattern("(?m)^backing-off +SPIKE .* METASTABLE +FAILED$")
        .containsPattern("(?m)^with-budget +SPIKE .* s\\] +PASSED$")
        .containsPattern("(?m)^# with-budget: +sim.attempts \\d+$");
    assertThat(printed(Sample08RecoveredOrQuieter::main))
        .containsPattern("(?m)^as-load-tools-ask +SPIKE .* degraded plateau +PASSED$")
        .containsPattern("(?m)^as-spike-asks +SPIKE .* degraded plateau +FAILED$")
        .contains("# The runs are the same.");
  }

  private static String printed(Consumer<String[]> main) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      main.accept(new String[0]);
    } finally {
      System.setOut(console);
    }
    return shown.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
