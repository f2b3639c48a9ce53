package dev.spike;

import dev.spike.frontier.Trial.Answer;
import dev.spike.judge.Baseline;
import dev.spike.judge.Criteria;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judge;
import dev.spike.judge.Judgement;
import dev.spike.judge.Metric;
import dev.spike.judge.Verdict;
import dev.spike.measure.Fact;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import dev.spike.repeat.BaselineCheck;
import dev.spike.report.ScenarioResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers whether the target came back from a trial: at any time within its observation, for good,
 * and is well afterwards. A trial counts only when it started from the baseline of those before it,
 * its faults acted, and neither the tool nor noise decides. Not thread-safe.
 */
final class TrialJudge implements Judge {
  private final Judge judge;
  private final List<Baseline> baselines = new ArrayList<>();

  /** An answer, and one line for the reader. */
  record Answered(Answer answer, String detail) {}

  TrialJudge(Judge judge) {
    this.judge = judge;
  }

  /** Asks for its return, at any time, besides what the scenario itself makes sure of. */
  @Override
  public Judgement judge(Timeline timeline, List<Criterion> criteria, List<Criterion> alerts) {
    long length = timeline.phases().stream().mapToLong(Phase::endNanos).max().orElse(0);
    List<Criterion> all = new ArrayList<>(criteria);
    all.add(Criteria.recovery().within(Duration.ofNanos(length)));
    return judge.judge(timeline, all, alerts);
  }

  Answered answer(ScenarioResult result) {
    Timeline timeline = result.timeline();
    Judgement judgement = result.judgement();
    if (timeline == null || judgement == null) {
      return notCounted(String.join("; ", result.reasons()));
    }
    Optional<Baseline> baseline = Baseline.of(timeline);
    Optional<String> start = baseline.flatMap(this::otherStart);
    if (start.isPresent()) {
      return notCounted(start.get());
    }
    Optional<String> fault = idleFault(judgement);
    if (fault.isPresent()) {
      return notCounted(fault.get());
    }
    if (result.verdict() == Verdict.INVALID) {
      return notCounted(String.join("; ", result.reasons()));
    }
    baseline.ifPresent(baselines::add);
    Answer answer = result.verdict() == Verdict.PASSED ? Answer.CAME_BACK : Answer.STUCK;
    return new Answered(answer, told(judgement));
  }

  private Optional<String> otherStart(Baseline baseline) {
    return baseline.problem().isPresent() || baselines.isEmpty()
        ? baseline.problem()
        : new BaselineCheck(baselines).difference(baseline);
  }

  private static Optional<String> idleFault(Judgement judgement) {
    return judgement.criteria().stream()
        .filter(met -> met.answer() != dev.spike.judge.Answer.MET)
        .map(CriterionResult::criterion)
        .map(Criterion::metric)
        .filter(metric -> metric instanceof Metric.FactValue)
        .map(metric -> ((Metric.FactValue) metric).name())
        .filter(name -> name.startsWith(Fact.FIRED))
        .findFirst()
        .map(name -> "fault " + name.substring(Fact.FIRED.length()) + " never acted");
  }

  private static String told(Judgement judgement) {
    return judgement.recovery().outcome() + ": " + judgement.recovery().detail();
  }

  private static Answered notCounted(String why) {
    return new Answered(Answer.NOT_COUNTED, why);
  }
}
