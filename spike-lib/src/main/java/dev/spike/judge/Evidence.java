package dev.spike.judge;

import dev.spike.judge.Recovery.Outcome;
import dev.spike.measure.Fact;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers criteria from one timeline.
 *
 * @param timeline the run
 * @param estimator tells recovery, and the return of a single signal
 * @param recovery of the run
 * @param metastability of the run
 */
record Evidence(
    Timeline timeline,
    RecoveryEstimator estimator,
    Recovery recovery,
    Metastability metastability) {
  static Evidence of(Timeline timeline, RecoveryEstimator estimator) {
    return new Evidence(
        timeline, estimator, estimator.estimate(timeline), Metastability.of(timeline));
  }

  CriterionResult answer(Criterion criterion) {
    Metric metric = criterion.metric();
    if (metric instanceof Metric.RecoveryTime) {
      return returned(criterion, recovery, stuckWord());
    }
    if (metric instanceof Metric.OfEdges edges) {
      return ofEach(criterion, edges);
    }
    if (metric instanceof Metric.ReturnTime of) {
      Recovery alone = estimator.estimate(SingleSignal.of(of.signal(), timeline));
      return returned(criterion, alone, stuckWord());
    }
    if (metric instanceof Metric.Metastable) {
      return stuck(criterion);
    }
    if (metric instanceof Metric.Leak) {
      return Leak.in(timeline).answer(criterion);
    }
    if (metric instanceof Metric.FactValue fact) {
      return result(criterion, ofFact(fact));
    }
    if (metric instanceof Metric.OfGauge gauge) {
      String otherwise = unknown(gauge.gauge(), "never read");
      return result(criterion, GaugeFigures.of(gauge, timeline, criterion.window(), otherwise));
    }
    Excerpt excerpt = Excerpt.of(timeline, criterion.window());
    return metric.absolute() instanceof Metric.Every every
        ? worst(criterion, every, excerpt)
        : result(criterion, figure(criterion).apply(excerpt));
  }

  /** What is asked of each part of the run, over the same of the baseline where that is asked. */
  private Function<Excerpt, Measured> figure(Criterion criterion) {
    Metric.OfLoad load = Objects.requireNonNull(criterion.metric().ofLoad());
    Function<Excerpt, Measured> itself =
        part -> LoadFigures.of(load, part, criterion.comparison(), criterion.limit());
    if (criterion.metric().absolute() == criterion.metric()) {
      return itself;
    }
    Measured usual = usual(load, criterion);
    return part -> itself.apply(part).over(usual);
  }

  private Measured usual(Metric.OfLoad load, Criterion criterion) {
    Excerpt baseline = Excerpt.of(timeline, phase -> phase.role() == Role.BASELINE);
    return LoadFigures.usual(load, baseline, criterion.comparison(), criterion.limit());
  }

  /** One window that breaks the limit decides, else one that is undecided. */
  private CriterionResult worst(Criterion criterion, Metric.Every every, Excerpt excerpt) {
    Function<Excerpt, Measured> figure = figure(criterion);
    List<CriterionResult> all = new ArrayList<>();
    for (Excerpt stretch : excerpt.stretches()) {
      boolean ends = every.of() instanceof Metric.Goodput;
      List<Excerpt> windows = (ends ? stretch.beforeTheEnd() : stretch).windows(every.nanos());
      if (windows.isEmpty()) {
        all.add(inconclusive(criterion, "a part of the run is shorter than that"));
      }
      for (Excerpt window : windows) {
        all.add(result(criterion, figure.apply(window).with(Wording.from(window))));
      }
    }
    return worst(criterion, all, "nothing was measured");
  }

  /** One time that breaks the limit decides, else one that is undecided. */
  private CriterionResult ofEach(Criterion criterion, Metric.OfEdges metric) {
    List<CriterionResult> all =
        metric instanceof TimeToDetect detection
            ? Reaction.toEach(detection.fault(), timeline).stream()
                .map(reaction -> result(criterion, reaction.by(detection.signal())))
                .toList()
            : watches(metric).stream().map(watch -> returned(criterion, watch)).toList();
    return worst(criterion, all, metric.disturbance() + " did not come about").among(all);
  }

  private List<Watch> watches(Metric.OfEdges metric) {
    return Watch.afterEach(
        metric.disturbance(), timeline.phases(), timeline.faults(), timeline.bucketNanos());
  }

  private CriterionResult returned(Criterion criterion, Watch watch) {
    CriterionResult back = returned(criterion, estimator.estimate(timeline, watch), "");
    return back.with(Wording.at("from its end", watch.fromNanos()));
  }

  private static CriterionResult worst(
      Criterion criterion, List<CriterionResult> all, String none) {
    Comparator<CriterionResult> byValue = Comparator.comparingDouble(CriterionResult::value);
    Comparator<CriterionResult> byBadness =
        criterion.comparison().isCeiling() ? byValue : byValue.reversed();
    return all.stream()
        .max(Comparator.comparingInt(Evidence::weight).thenComparing(byBadness))
        .orElseGet(() -> inconclusive(criterion, none));
  }

  private static int weight(CriterionResult result) {
    return switch (result.answer()) {
      case NOT_MET -> 2;
      case INCONCLUSIVE -> 1;
      case MET -> 0;
    };
  }

  private Measured ofFact(Metric.FactValue metric) {
    Optional<Fact> fact = timeline.fact(metric.name());
    if (fact.isEmpty() || Double.isNaN(fact.get().value())) {
      return Measured.nothing(unknown(metric.name(), "not measured"));
    }
    return Measured.exact(fact.get().value(), fact.get().detail());
  }

  /** Why there is no figure: what a fact of its name says, also in place of a gauge. */
  private String unknown(String name, String otherwise) {
    return timeline.fact(name).map(Fact::detail).filter(d -> !d.isEmpty()).orElse(otherwise);
  }

  private static CriterionResult returned(Criterion criterion, Recovery back, String stuck) {
    if (back.outcome() == Outcome.INCONCLUSIVE) {
      return inconclusive(criterion, back.detail());
    }
    if (back.outcome() != Outcome.RECOVERED) {
      String detail = stuck + back.outcome() + ": " + back.detail();
      return new CriterionResult(criterion, Answer.NOT_MET, Double.NaN, detail);
    }
    return result(
        criterion,
        new Measured(back.nanos(), back.lowNanos(), back.highNanos(), false, back.detail()));
  }

  private String stuckWord() {
    return metastability.state() == Metastability.State.METASTABLE ? "METASTABLE, " : "";
  }

  private CriterionResult stuck(Criterion criterion) {
    String detail = metastability.detail();
    return switch (metastability.state()) {
      case METASTABLE -> result(criterion, Measured.exact(1, detail));
      case NOT_METASTABLE -> result(criterion, Measured.exact(0, detail));
      case DRAINING, STILL_DISTURBED, UNKNOWN -> inconclusive(criterion, detail);
    };
  }

  private static CriterionResult result(Criterion criterion, Measured measured) {
    return new CriterionResult(
        criterion,
        measured.answer(criterion.comparison(), criterion.limit()),
        measured.value(),
        measured.low(),
        measured.high(),
        measured.detail());
  }

  private static CriterionResult inconclusive(Criterion criterion, String why) {
    return new CriterionResult(criterion, Answer.INCONCLUSIVE, Double.NaN, why);
  }

  /**
   * Whether a limit that is broken would be kept without the longest pause of this JVM, which holds
   * up operations under way as well: a time is shorter by it, and what succeeded did so in that
   * much less time. To be asked of the run without the generator's own delay.
   */
  boolean pauseDecides(CriterionResult result) {
    Criterion criterion = result.criterion();
    Metric asked = criterion.metric();
    Metric whole = asked.absolute();
    Metric.OfLoad load = asked.ofLoad();
    if (result.answer() != Answer.NOT_MET || load == null || load instanceof Metric.ErrorRate) {
      return false;
    }
    Excerpt excerpt = Excerpt.of(timeline, criterion.window());
    double pause = excerpt.longestPauseNanos();
    double length = whole instanceof Metric.Every e ? e.nanos() : excerpt.seconds() * 1e9;
    double usual = asked == whole ? 1 : usual(load, criterion).value();
    double without =
        load.unit() == Unit.NANOS
            ? result.value() - pause / usual
            : result.value() * length / Math.max(1, length - pause);
    return criterion.comparison().holds(without, criterion.limit());
  }
}
