package dev.spike.repeat;

import static dev.spike.judge.Criteria.errorRate;
import static dev.spike.judge.Criteria.recovery;

import dev.spike.judge.Answer;
import dev.spike.judge.Baseline;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Recovery;
import dev.spike.judge.Recovery.Outcome;
import dev.spike.judge.Verdict;
import dev.spike.measure.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs of a scenario with a baseline of 1 ms, watched for 60 s after its spike. */
final class Runs {
  static final double SECOND = 1e9;
  static final double MS = 1e6;
  static final double WATCHED = 60 * SECOND;
  static final Criterion BACK = recovery().within(Duration.ofSeconds(30));
  static final Criterion RIGHT = errorRate().during(Role.SPIKE).below(0.05);

  private final List<Run> all = new ArrayList<>();

  /** As many runs as there are seconds, each back after so long; below zero: never. */
  static List<Run> recovering(double... seconds) {
    Runs runs = new Runs();
    for (double back : seconds) {
      if (back < 0) {
        runs.add(Outcome.NOT_RECOVERED, Double.NaN, baseline(MS));
      } else {
        runs.add(Outcome.RECOVERED, back, baseline(MS));
      }
    }
    return runs.all;
  }

  List<Run> list() {
    return all;
  }

  private String name() {
    return all.isEmpty() ? "herd" : "herd#" + (all.size() + 1);
  }

  Runs add(Outcome outcome, double seconds, Baseline baseline) {
    Answer answer =
        outcome == Outcome.RECOVERED
            ? Answer.MET
            : outcome == Outcome.INCONCLUSIVE ? Answer.INCONCLUSIVE : Answer.NOT_MET;
    return add(answer, outcome, seconds, baseline);
  }

  Runs add(Answer answer, Outcome outcome, double seconds, Baseline baseline) {
    double nanos = seconds * SECOND;
    Recovery recovery = new Recovery(outcome, nanos, nanos, nanos, 0, 0, "as made up");
    Verdict verdict =
        switch (answer) {
          case MET -> Verdict.PASSED;
          case NOT_MET -> Verdict.FAILED;
          case INCONCLUSIVE -> Verdict.INVALID;
        };
    List<String> reasons = answer == Answer.MET ? List.of() : List.of("recovery " + answer);
    List<CriterionResult> criteria =
        List.of(
            new CriterionResult(BACK, answer, nanos, ""),
            new CriterionResult(RIGHT, Answer.MET, 0.01 + 0.001 * all.size(), ""));
    return add(verdict, baseline, new Judgement(verdict, reasons, criteria, List.of(), recovery));
  }

  /** A run whose measurement went wrong. */
  Runs broken() {
    Recovery recovery =
        new Recovery(Outcome.RECOVERED, SECOND, SECOND, SECOND, 0, 0, "of a late generator");
    List<CriterionResult> criteria = List.of(new CriterionResult(BACK, Answer.MET, SECOND, ""));
    Judgement judgement =
        new Judgement(
            Verdict.INVALID, List.of("the generator was late"), criteria, List.of(), recovery);
    return add(Verdict.INVALID, baseline(MS), judgement);
  }

  private Runs add(Verdict verdict, Baseline baseline, Judgement judgement) {
    all.add(
        new Run(
            name(),
            all.size() + 1L,
            verdict,
            judgement.reasons(),
            Optional.of(baseline),
            WATCHED,
            judgement));
    return this;
  }

  /** A run that was not judged. */
  Runs without(Verdict verdict, String reason) {
    all.add(
        new Run(
            name(), all.size() + 1L, verdict, List.of(reason), Optional.empty(), WATCHED, null));
    return this;
  }

  /** A quiet baseline of this p95, whose band reaches a quarter above. */
  static Baseline baseline(double p95) {
    return baseline(p95, 0, 1, Optional.empty());
  }

  @SuppressWarnings("NullAway") // how surely it is known plays no part in comparing runs
  static Baseline baseline(double p95, double errors, double goodput, Optional<String> problem) {
    return new Baseline(0, p95, 0.05, 1.25 * p95, null, 0.01, errors, 0.02, goodput, 0.9, problem);
  }
}
