package dev.spike.report;

import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;

/**
 * What the table says of one phase.
 *
 * @param phase which
 * @param arrivals operations that were due in it
 * @param achievedRate those of them that were started, each second of the phase
 * @param p50Nanos median response time; NaN where nothing was due
 * @param p95Nanos 95th percentile of it
 * @param p99Nanos 99th percentile of it
 * @param maxNanos the longest
 * @param errorRate from 0 to 1; NaN where nothing was due
 */
record PhaseFigures(
    Phase phase,
    long arrivals,
    double achievedRate,
    double p50Nanos,
    double p95Nanos,
    double p99Nanos,
    double maxNanos,
    double errorRate) {

  static PhaseFigures of(Timeline timeline, Phase phase) {
    Interval total = timeline.total(phase::equals);
    long due = total.outcomes().due();
    long started = due - total.outcomes().dropped();
    return new PhaseFigures(
        phase,
        due,
        started * 1e9 / (phase.endNanos() - phase.startNanos()),
        total.response().percentile(50),
        total.response().percentile(95),
        total.response().percentile(99),
        total.response().max(),
        total.outcomes().errorRate());
  }
}
