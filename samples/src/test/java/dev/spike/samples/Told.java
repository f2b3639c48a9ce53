package dev.spike.samples;

import static java.util.Objects.requireNonNull;

import dev.spike.Report;
import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.measure.Interval;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.report.ScenarioResult;
import java.util.List;

/** What a report says, for assertions. */
final class Told {
  private Told() {}

  static ScenarioResult only(Report report) {
    return report.scenarios().get(0);
  }

  static Timeline timeline(Report report) {
    return timeline(only(report));
  }

  static Timeline timeline(ScenarioResult result) {
    return requireNonNull(result.timeline());
  }

  static Judgement judgement(Report report) {
    return judgement(only(report));
  }

  static Judgement judgement(ScenarioResult result) {
    return requireNonNull(result.judgement());
  }

  static List<Answer> answers(Report report) {
    return judgement(report).criteria().stream().map(CriterionResult::answer).toList();
  }

  /** What came of the first criterion. */
  static double value(Report report) {
    return judgement(report).criteria().get(0).value();
  }

  /** What came of the criterion of a label. */
  static CriterionResult criterion(ScenarioResult result, String label) {
    return judgement(result).criteria().stream()
        .filter(each -> each.criterion().label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  static Interval in(Role role, ScenarioResult result) {
    return timeline(result).total(phase -> phase.role() == role);
  }
}
