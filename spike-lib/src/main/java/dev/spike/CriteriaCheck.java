package dev.spike;

import dev.spike.judge.Comparison;
import dev.spike.judge.Criterion;
import dev.spike.judge.Metric;
import dev.spike.judge.Reading;
import dev.spike.judge.RecoveryAfterEach;
import dev.spike.judge.TimeToDetect;
import dev.spike.judge.Watch;
import dev.spike.judge.Window;
import dev.spike.measure.FaultSpan;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Unit;
import dev.spike.report.ScenarioPlan;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Refuses, before anything runs, criteria that no run of a plan could answer. */
record CriteriaCheck(ScenarioPlan plan) {
  /** At or below it a goodput is a share that lacks its {@code ofBaseline()}. */
  private static final double LEAST_GOODPUT = 1;

  void check() {
    plan.criteria().forEach(this::check);
    plan.alerts().forEach(this::check);
    checkObservation();
    checkCycles();
  }

  private void check(Criterion criterion) {
    checkWindow(criterion);
    checkReference(criterion);
    Metric asked = criterion.metric();
    if (asked.ofLoad() != null || asked instanceof Metric.OfGauge) {
      checkLookedAt(criterion, PlannedWindow.of(plan, criterion.window()));
    }
    if (asked == asked.absolute()
        && asked.ofLoad() instanceof Metric.Goodput
        && criterion.comparison() == Comparison.AT_LEAST
        && criterion.limit() <= LEAST_GOODPUT) {
      throw refused(
          criterion,
          "a limit of "
              + criterion.limit()
              + "/s: give successes a second, or a share and then ofBaseline()");
    }
    if (asked instanceof Metric.OfGauge gauge) {
      checkGauge(criterion, gauge);
    }
    if (asked instanceof TimeToDetect detection) {
      checkFault(criterion, detection.fault());
      if (detection.signal() instanceof Metric.OfGauge gauge) {
        checkGauge(criterion, gauge);
      }
    }
    if (asked instanceof RecoveryAfterEach each) {
      checkWatches(criterion, each);
    }
  }

  /** What the judge will not be able to tell for lack of operations, a line for each criterion. */
  List<String> thin() {
    return Stream.concat(plan.criteria().stream(), plan.alerts().stream())
        .filter(criterion -> planned(criterion) < criterion.samplesNeeded())
        .map(
            criterion ->
                "scenario "
                    + plan.name()
                    + ": "
                    + criterion.label()
                    + " rests on "
                    + (long) planned(criterion)
                    + " planned operations; it takes "
                    + criterion.samplesNeeded()
                    + " to tell")
        .toList();
  }

  /** How many operations are planned for the thinnest of its windows. */
  private double planned(Criterion criterion) {
    PlannedWindow looked = PlannedWindow.of(plan, criterion.window());
    return criterion.metric().absolute() instanceof Metric.Every every
        ? looked.thinnest(every.nanos())
        : looked.planned();
  }

  private void checkFault(Criterion criterion, String name) {
    if (plan.faults().stream().noneMatch(span -> span.name().equals(name))) {
      throw refused(
          criterion,
          "it has no fault "
              + name
              + "; there are "
              + plan.faults().stream().map(FaultSpan::name).distinct().toList());
    }
  }

  private void checkWindow(Criterion criterion) {
    Window window = criterion.window();
    List<Phase> phases = plan.phases();
    if (window.side() == Window.Side.WHILE) {
      checkFault(criterion, window.name());
      return;
    }
    if (phases.stream().noneMatch(window.among(phases))) {
      String what = window.side() == Window.Side.DURING ? "phase or role " : "phase that comes ";
      throw new IllegalArgumentException(
          criterion.label()
              + ": scenario "
              + plan.name()
              + " has no "
              + what
              + window.text()
              + "; there are "
              + phases.stream().map(Phase::name).toList());
    }
  }

  /** What is held against the baseline needs one, and what comes after a spike needs that. */
  private void checkReference(Criterion criterion) {
    Metric metric = criterion.metric();
    boolean afterSpike = metric instanceof Metric.ReturnTime || metric instanceof Metric.Metastable;
    boolean ofBand =
        metric instanceof RecoveryAfterEach
            || (metric instanceof TimeToDetect d && d.signal() instanceof Metric.OfLoad);
    boolean compares = afterSpike || ofBand || metric instanceof Metric.OfBaseline;
    if (compares && hasNo(Role.BASELINE)) {
      throw refused(criterion, "it needs a BASELINE phase to compare with");
    }
    if (afterSpike && hasNo(Role.SPIKE)) {
      throw refused(criterion, "it needs a SPIKE phase to come back from");
    }
  }

  private boolean hasNo(Role role) {
    return plan.phases().stream().noneMatch(phase -> phase.role() == role);
  }

  /** What the judge takes of the run has to be there, and enough of it. */
  private void checkLookedAt(Criterion criterion, PlannedWindow looked) {
    if (looked.isEmpty()) {
      throw refused(
          criterion,
          "the fault is on for half of no interval of "
              + seconds((double) plan.bucketNanos())
              + ": let it last longer, or give a narrower bucket(...)");
    }
    if (criterion.metric().ofLoad() != null && looked.isQuiet()) {
      throw refused(criterion, "nothing is due while the load pauses: look at another part of it");
    }
    if (criterion.metric().absolute() instanceof Metric.Every every) {
      checkLength(criterion, every, looked);
    }
    if (scatters(criterion.metric())) {
      checkIntervals(criterion, looked);
    }
  }

  /** Every stretch that is looked at must hold a window of the length. */
  private void checkLength(Criterion criterion, Metric.Every every, PlannedWindow looked) {
    if (every.nanos() < plan.bucketNanos()) {
      throw refused(
          criterion,
          "intervals are " + seconds((double) plan.bucketNanos()) + " wide: ask for no less");
    }
    boolean ends = every.of() instanceof Metric.Goodput;
    for (PlannedWindow stretch : looked.stretches()) {
      double nanos = (ends ? stretch.beforeTheEnd() : stretch).nanos();
      if (nanos < every.nanos()) {
        throw refused(
            criterion, "a part of the load is only " + seconds(nanos) + " long: ask for less");
      }
    }
  }

  /** Whether it is a mean over time, known by how it scatters from interval to interval. */
  private static boolean scatters(Metric metric) {
    return metric.ofLoad() instanceof Metric.Goodput
        || metric instanceof Metric.GaugeShare
        || (metric instanceof Metric.GaugeFigure figure && figure.reading() == Reading.MEAN);
  }

  private void checkIntervals(Criterion criterion, PlannedWindow looked) {
    boolean ends = criterion.metric().ofLoad() instanceof Metric.Goodput;
    long intervals =
        criterion.metric().absolute() instanceof Metric.Every every
            ? (every.nanos() + plan.bucketNanos() - 1) / plan.bucketNanos()
            : (ends ? looked.beforeTheEnd() : looked).indexes().size();
    if (intervals < Defaults.MEAN_BUCKETS) {
      throw refused(
          criterion,
          "it looks at "
              + intervals
              + " intervals of "
              + seconds((double) plan.bucketNanos())
              + " at a time; it takes "
              + Defaults.MEAN_BUCKETS
              + " to tell: look at more, or give a narrower bucket(...)");
    }
  }

  private void checkGauge(Criterion criterion, Metric.OfGauge metric) {
    Unit unit = plan.gauges().get(metric.gauge());
    if (unit == null) {
      throw refused(
          criterion, "there is no such gauge, but " + plan.gauges().keySet() + "; add its probe");
    }
    if (unit != metric.gaugeUnit()) {
      throw refused(criterion, "the gauge is a " + unit + ", not a " + metric.gaugeUnit());
    }
  }

  /** After each edge there has to be time enough until the next one. */
  private void checkWatches(Criterion criterion, RecoveryAfterEach each) {
    String name = each.disturbance();
    if (!name.equals(Role.SPIKE.name())) {
      checkFault(criterion, name);
    }
    List<Watch> watches = plan.watches(each);
    if (watches.isEmpty()) {
      throw refused(criterion, "it needs a SPIKE phase to come back from");
    }
    double needed = needed(criterion.limit());
    for (Watch watch : watches) {
      if (watch.nanos() < needed) {
        throw refused(
            criterion,
            "from "
                + seconds((double) watch.fromNanos())
                + " on it is watched for "
                + seconds((double) watch.nanos())
                + " until something disturbs it again or the load ends: watch at least "
                + seconds(needed)
                + " (twice the limit, and the limit and "
                + Defaults.TAIL_BUCKETS
                + " intervals)");
      }
    }
  }

  /** For how long a way back within a limit has to be watched. */
  private double needed(double limit) {
    double tail = (double) Defaults.TAIL_BUCKETS * plan.bucketNanos();
    return Math.max(2 * limit, limit + tail);
  }

  /** A way back within a limit can only be judged when the observation is long enough. */
  private void checkObservation() {
    OptionalDouble asked =
        plan.criteria().stream()
            .filter(CriteriaCheck::isWayBack)
            .mapToDouble(Criterion::limit)
            .max();
    List<Phase> spikes = plan.phases().stream().filter(p -> p.role() == Role.SPIKE).toList();
    if (asked.isEmpty() || spikes.isEmpty()) {
      return;
    }
    double limit = asked.getAsDouble();
    double needed = needed(limit);
    long observed = end() - spikes.get(spikes.size() - 1).quietFromNanos();
    if (observed < needed) {
      throw new IllegalArgumentException(
          "recovery of scenario "
              + plan.name()
              + " is watched for "
              + seconds((double) observed)
              + ", its limit is "
              + seconds(limit)
              + ": watch at least "
              + seconds(needed)
              + " (twice the limit, and the limit and "
              + Defaults.TAIL_BUCKETS
              + " intervals); lengthen the RECOVERY phase");
    }
  }

  /** Whether it asks by when the target, or one signal, is back. */
  static boolean isWayBack(Criterion criterion) {
    return criterion.metric() instanceof Metric.RecoveryTime
        || criterion.metric() instanceof Metric.ReturnTime;
  }

  private long end() {
    return plan.phases().stream()
        .filter(phase -> phase.role().judged())
        .mapToLong(Phase::endNanos)
        .max()
        .orElse(0);
  }

  private void checkCycles() {
    long cycles = plan.phases().stream().filter(phase -> phase.role() == Role.QUIET).count();
    boolean asked = plan.criteria().stream().anyMatch(c -> c.metric() instanceof Metric.Leak);
    if (asked && cycles < Defaults.LEAK_CYCLES) {
      throw new IllegalArgumentException(
          "leak of scenario "
              + plan.name()
              + " is asked for over "
              + cycles
              + " cycles: it takes at least "
              + Defaults.LEAK_CYCLES
              + "; repeat the spike, as in load.repeated(10)");
    }
  }

  private IllegalArgumentException refused(Criterion criterion, String why) {
    return new IllegalArgumentException(
        criterion.label() + ", of scenario " + plan.name() + ": " + why);
  }

  private static String seconds(double nanos) {
    return Math.round(nanos / 1e6) / 1e3 + " s";
  }
}
