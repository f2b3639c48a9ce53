package dev.spike.report;

import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Verdict;
import dev.spike.repeat.CriterionSpread;
import java.util.List;

/**
 * One thing that was asked of a scenario, as continuous integration counts it.
 *
 * @param name of what was asked, without its limit
 * @param measured what there was, with its interval; empty where there is no figure
 * @param wanted the limit; empty where there is none
 * @param status what is to be counted
 * @param reasons why it is not PASSED, a line each; a detail of one that is
 */
record Case(String name, String measured, String wanted, Status status, List<String> reasons) {
  /** The test case that stands for the measurement as a whole, the set-up included. */
  private static final String MEASUREMENT = "measurement";

  /** What is counted. Nothing passes that could not be checked. */
  enum Status {
    PASSED,
    /** It was checked and is not met. */
    FAILED,
    /** It could not be decided. */
    UNDECIDED,
    /** The target was not there. */
    SKIPPED
  }

  /**
   * A criterion of one run.
   *
   * @param valid whether the run was; one that was not proves nothing, not even a failure
   */
  static Case of(CriterionResult result, boolean valid) {
    Status status =
        result.answer() == Answer.MET
            ? Status.PASSED
            : result.answer() == Answer.NOT_MET && valid ? Status.FAILED : Status.UNDECIDED;
    return new Case(
        result.criterion().label(),
        (Sentences.value(result) + " " + Sentences.interval(result)).strip(),
        Sentences.limit(result.criterion()),
        status,
        result.detail().isEmpty() ? List.of() : List.of(result.detail()));
  }

  /** A criterion over several runs. */
  static Case of(CriterionSpread spread) {
    Status status =
        spread.notMet() > 0
            ? Status.FAILED
            : spread.met() < spread.runs() ? Status.UNDECIDED : Status.PASSED;
    return new Case(
        spread.criterion().label(),
        Sentences.estimate(spread.estimate(), spread.criterion().metric().unit()),
        Sentences.limit(spread.criterion()),
        status,
        List.of("met in " + spread.met() + " of " + spread.runs() + " runs"));
  }

  /** What is said of a scenario beyond its criteria. */
  static Case measurement(Verdict verdict, List<String> reasons) {
    Status status =
        switch (verdict) {
          case PASSED -> Status.PASSED;
          case FAILED -> Status.FAILED;
          case INVALID -> Status.UNDECIDED;
          case SKIPPED -> Status.SKIPPED;
        };
    return new Case(MEASUREMENT, "", "", status, reasons);
  }

  /** A run of several whose set-up failed. */
  static Case setUp(ScenarioResult run) {
    return new Case("set-up of " + run.plan().name(), "", "", Status.UNDECIDED, run.reasons());
  }

  /** With its limit, such as {@code p95 in SPIKE < 5.00 s}. */
  String title() {
    return (name + " " + wanted).strip();
  }
}
