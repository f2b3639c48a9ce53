package dev.spike.repeat;

import dev.spike.judge.Answer;
import dev.spike.judge.Criterion;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Metric;
import java.util.List;

/**
 * What came of a criterion over the runs that count.
 *
 * @param criterion what was asked
 * @param estimate the mean of the values there are; of a recovery, its estimate
 * @param runs how many it was asked in
 * @param met in how many it was met
 * @param notMet in how many it was not; the rest could not decide it
 */
public record CriterionSpread(
    Criterion criterion, Estimate estimate, int runs, int met, int notMet) {
  static CriterionSpread of(Criterion criterion, List<CriterionResult> results, Estimate recovery) {
    Metric metric = criterion.metric();
    return new CriterionSpread(
        criterion,
        metric instanceof Metric.RecoveryTime ? recovery : mean(metric, results),
        results.size(),
        count(results, Answer.MET),
        count(results, Answer.NOT_MET));
  }

  /** Facts, gauges and slopes may be below zero; what is measured of the load may not. */
  private static Estimate mean(Metric metric, List<CriterionResult> results) {
    Estimate mean =
        Estimate.mean(
            results.stream()
                .mapToDouble(CriterionResult::value)
                .filter(Double::isFinite)
                .toArray());
    boolean signed =
        metric instanceof Metric.FactValue
            || metric instanceof Metric.OfGauge
            || metric instanceof Metric.Leak;
    return signed ? mean : mean.notBelowZero();
  }

  private static int count(List<CriterionResult> results, Answer answer) {
    return (int) results.stream().filter(result -> result.answer() == answer).count();
  }
}
