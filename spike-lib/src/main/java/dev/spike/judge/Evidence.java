package dev.spike.judge;

import dev.spike.judge.Recovery.Outcome;
import dev.spike.measure.Fact;
import dev.spike.measure.Interval;
import dev.spike.measure.Series;
import dev.spike.measure.Timeline;
import java.util.Optional;

/** Answers criteria from one timeline and its recovery. */
record Evidence(Timeline timeline, Recovery recovery) {
  CriterionResult answer(Criterion criterion) {
    Metric metric = criterion.metric();
    if (metric instanceof Metric.RecoveryTime) {
      return recoveryWithin(criterion);
    }
    if (metric instanceof Metric.FactValue fact) {
      return ofFact(criterion, fact);
    }
    if (metric instanceof Metric.GaugeMax gauge) {
      return ofGauge(criterion, gauge);
    }
    return ofLoad(criterion);
  }

  private CriterionResult ofLoad(Criterion criterion) {
    Interval total = timeline.total(criterion.window()::matches);
    if (total.outcomes().due() == 0) {
      return inconclusive(criterion, "nothing was due in " + criterion.window().name());
    }
    Metric metric = criterion.metric();
    if (metric instanceof Metric.Percentile percentile) {
      return percentile(criterion, percentile.percent(), total);
    }
    double value =
        metric instanceof Metric.Mean ? total.response().mean() : total.outcomes().errorRate();
    return held(criterion, value, "");
  }

  /** A percentile needs at least one sample beyond it. */
  private static CriterionResult percentile(Criterion criterion, double percent, Interval total) {
    long needed = (long) Math.ceil(100 / (100 - percent) - 1e-9);
    if (percent < 100 && total.response().count() < needed) {
      return inconclusive(
          criterion, total.response().count() + " samples are too few: it needs " + needed);
    }
    return held(criterion, total.response().percentile(percent), "");
  }

  private CriterionResult ofFact(Criterion criterion, Metric.FactValue metric) {
    Optional<Fact> fact = timeline.fact(metric.name());
    if (fact.isEmpty() || Double.isNaN(fact.get().value())) {
      return inconclusive(criterion, unknown(metric.name(), "not measured"));
    }
    return held(criterion, fact.get().value(), fact.get().detail());
  }

  /** Why there is no figure: what a fact of its name says, also in place of a gauge. */
  private String unknown(String name, String otherwise) {
    return timeline.fact(name).map(Fact::detail).filter(d -> !d.isEmpty()).orElse(otherwise);
  }

  private CriterionResult ofGauge(Criterion criterion, Metric.GaugeMax metric) {
    Optional<Series> series = timeline.series(metric.name());
    double max =
        timeline
            .indexesOf(criterion.window()::matches)
            .mapToDouble(i -> series.map(s -> s.values().get(i)).orElse(Double.NaN))
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(Double.NaN);
    return Double.isNaN(max)
        ? inconclusive(criterion, unknown(metric.name(), "never read"))
        : held(criterion, max, "");
  }

  private CriterionResult recoveryWithin(Criterion criterion) {
    double limit = criterion.limit();
    Outcome outcome = recovery.outcome();
    if (outcome == Outcome.INCONCLUSIVE) {
      return inconclusive(criterion, recovery.detail());
    }
    if (outcome != Outcome.RECOVERED) {
      String detail = outcome + ": " + recovery.detail();
      return new CriterionResult(criterion, Answer.NOT_MET, Double.NaN, detail);
    }
    Answer answer =
        criterion.comparison().holds(recovery.highNanos(), limit)
            ? Answer.MET
            : criterion.comparison().holds(recovery.lowNanos(), limit)
                ? Answer.INCONCLUSIVE
                : Answer.NOT_MET;
    return new CriterionResult(criterion, answer, recovery.nanos(), Wording.interval(recovery));
  }

  private static CriterionResult held(Criterion criterion, double value, String detail) {
    Answer answer =
        criterion.comparison().holds(value, criterion.limit()) ? Answer.MET : Answer.NOT_MET;
    return new CriterionResult(criterion, answer, value, detail);
  }

  private static CriterionResult inconclusive(Criterion criterion, String why) {
    return new CriterionResult(criterion, Answer.INCONCLUSIVE, Double.NaN, why);
  }
}
