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
    Evidence measured = new Evidence(timeline, estimator.estimate(timeline));
    Timeline onTime = timeline.withoutDelay();
    Evidence ideal = new Evidence(onTime, estimator.estimate(onTime));
    List<CriterionResult> results = criteria.stream().map(measured::answer).toList();
    List<String> problems = new ArrayList<>(timeline.problems());
    problems.addAll(Punctuality.problems(timeline));
    List<String> failed = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    if (timeline.total(Window.RUN::matches).outcomes().due() == 0) {
      undecided.add("nothing was measured");
    }
    if (criteria.isEmpty()) {
      undecided.add("nothing was asked of it: give it a criterion with expect(...)");
    }
    for (CriterionResult result : results) {
      CriterionResult counter = ideal.answer(result.criterion());
      if (result.answer() == Answer.INCONCLUSIVE) {
        undecided.add(Wording.of(result));
      } else if (counter.answer() != result.answer() || pauseDecides(counter, timeline)) {
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
        measured.recovery());
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

  /**
   * Whether a time that breaks its limit though the generator's own delay is taken out would keep
   * it without the longest pause of this JVM, which holds up operations under way as well.
   */
  private static boolean pauseDecides(CriterionResult result, Timeline timeline) {
    Criterion criterion = result.criterion();
    boolean time =
        criterion.metric() instanceof Metric.Percentile
            || criterion.metric() instanceof Metric.Mean;
    if (!time || result.answer() != Answer.NOT_MET) {
      return false;
    }
    long pause =
        timeline
            .indexesOf(criterion.window()::matches)
            .mapToLong(i -> timeline.hiccupNanos().get(i))
            .max()
            .orElse(0);
    return criterion.comparison().holds(result.value() - pause, criterion.limit());
  }
}
