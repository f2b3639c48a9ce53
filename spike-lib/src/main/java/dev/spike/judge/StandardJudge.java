package dev.spike.judge;

import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers each criterion, and once more as if the generator had been on time: where that changes an
 * answer, the tool itself may have been the bottleneck, and the answer is undecided. A scenario
 * whose measurement went wrong, or whose target was not given the load asked for, is INVALID;
 * otherwise it FAILED when a criterion is certainly not met, is INVALID when one could not be
 * decided, and else PASSED.
 */
public final class StandardJudge implements Judge {
  private final RecoveryEstimator estimator;

  /** With recovery by the baseline's band. */
  public StandardJudge() {
    this(new BandRecovery());
  }

  /** With another way to find recovery. */
  public StandardJudge(RecoveryEstimator estimator) {
    this.estimator = estimator;
  }

  @Override
  public Judgement judge(Timeline timeline, List<Criterion> criteria, List<Criterion> alerts) {
    Evidence measured = Evidence.of(timeline, estimator);
    Evidence ideal = Evidence.of(timeline.withoutDelay(), estimator);
    List<CriterionResult> results = criteria.stream().map(measured::answer).toList();
    List<String> problems = new ArrayList<>(timeline.problems());
    problems.addAll(Punctuality.problems(timeline));
    List<String> failed = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    if (Excerpt.of(timeline, Window.RUN).due() == 0) {
      undecided.add("nothing was measured");
    }
    if (criteria.isEmpty()) {
      undecided.add("nothing was asked of it: give it a criterion with expect(...)");
    }
    for (CriterionResult result : results) {
      CriterionResult counter = ideal.answer(result.criterion());
      if (result.answer() == Answer.INCONCLUSIVE) {
        undecided.add(Wording.of(result));
      } else if (counter.answer() != result.answer() || ideal.pauseDecides(counter)) {
        undecided.add(Wording.generatorDecides(result, counter));
      } else if (result.answer() == Answer.NOT_MET) {
        failed.add(Wording.of(result));
      }
    }
    List<CriterionResult> raised =
        alerts.stream()
            .map(measured::answer)
            .filter(result -> result.answer() != Answer.MET)
            .toList();
    return new Judgement(
        verdict(problems, failed, undecided),
        Stream.of(problems, failed, undecided).flatMap(List::stream).toList(),
        results,
        raised,
        measured.recovery(),
        measured.metastability());
  }

  /** A measurement that went wrong proves nothing, not even a failure. */
  private static Verdict verdict(
      List<String> problems, List<String> failed, List<String> undecided) {
    if (!problems.isEmpty()) {
      return Verdict.INVALID;
    }
    if (!failed.isEmpty()) {
      return Verdict.FAILED;
    }
    return undecided.isEmpty() ? Verdict.PASSED : Verdict.INVALID;
  }
}
