package dev.spike.samples.suite;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import dev.spike.remote.HttpTarget;
import dev.spike.run.Arrival;
import dev.spike.samples.storefront.workers.ScalingEvent;
import dev.spike.samples.storefront.workers.ScalingReport;
import dev.spike.samples.storefront.workers.ScalingSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds what the autoscaler did against the load that it was given. The service has a clock of its
 * own: the run's start on it is known from when the first operations were due and from the age of
 * its answer.
 */
final class ScalingWatch {
  /** A quotient that is a whole number but for rounding is that number. */
  private static final double ROUNDING = 1e-9;

  private final AtomicLong origin = new AtomicLong(Long.MAX_VALUE);
  private final Duration spikeStart;
  private final Duration spikeEnd;
  private final double peakRate;

  /** For a spike between two times of the run, the highest step of which has a rate. */
  ScalingWatch(Duration spikeStart, Duration spikeEnd, double peakRate) {
    this.spikeStart = spikeStart;
    this.spikeEnd = spikeEnd;
    this.peakRate = peakRate;
  }

  /** Notes when the run began, on this JVM's clock: never later than any operation says. */
  void sees(Arrival arrival) {
    origin.accumulateAndGet(System.nanoTime() - arrival.intendedNanos(), Math::min);
  }

  /** Asks the service what it did. */
  List<Fact> facts(HttpTarget workers) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    ScalingReport report = JsonAnswer.value(workers.get("/scaling"), ScalingReport.class);
    long runStart = report.now().atMillis() - (asked - origin.get()) / 1_000_000;
    return of(report, runStart);
  }

  /**
   * The figures of a report, the run having begun at a time of the service's clock, in
   * milliseconds.
   */
  List<Fact> of(ScalingReport report, long runStart) {
    long from = runStart + spikeStart.toMillis();
    long to = runStart + spikeEnd.toMillis();
    List<ScalingSample> samples =
        report.samples().stream().filter(s -> s.atMillis() >= from).toList();
    List<ScalingEvent> events = report.events().stream().filter(e -> e.atMillis() >= from).toList();
    double needed =
        Math.ceil(peakRate / report.replicaPerSecond() / report.targetLoad() - ROUNDING);
    return List.of(
        millis(
            "scaling.reaction",
            reaction(events, from, needed > replicasBefore(report, from)),
            "from the first step to the first scale-up"),
        millis(
            "scaling.drain", drain(samples, to), "from the end of the spike until nothing waits"),
        Fact.count("scaling.events", events.size()),
        new Fact(
            "scaling.overshoot",
            Math.max(0, most(samples) / Math.min(needed, report.maxReplicas()) - 1),
            Unit.RATIO,
            "most replicas over the " + (long) needed + " that the highest step calls for"),
        new Fact(
            "scaling.underprovisioned",
            underProvisioned(report, samples),
            Unit.COUNT,
            "replica-seconds that were missing while jobs waited"));
  }

  /** Never is a certain failure where more replicas were called for, and says nothing elsewhere. */
  private static double reaction(List<ScalingEvent> events, long from, boolean calledFor) {
    return events.stream()
        .filter(event -> event.to() > event.from())
        .mapToDouble(event -> event.atMillis() - (double) from)
        .findFirst()
        .orElse(calledFor ? Double.POSITIVE_INFINITY : Double.NaN);
  }

  /** Never, though it was watched, is a certain failure. */
  private static double drain(List<ScalingSample> samples, long to) {
    List<ScalingSample> after = samples.stream().filter(s -> s.atMillis() >= to).toList();
    return after.stream()
        .filter(sample -> sample.queued() == 0)
        .mapToDouble(sample -> sample.atMillis() - (double) to)
        .findFirst()
        .orElse(after.isEmpty() ? Double.NaN : Double.POSITIVE_INFINITY);
  }

  private static int replicasBefore(ScalingReport report, long from) {
    return report.samples().stream()
        .filter(sample -> sample.atMillis() < from)
        .mapToInt(sample -> sample.ready() + sample.starting())
        .reduce(report.minReplicas(), (earlier, later) -> later);
  }

  private static double most(List<ScalingSample> samples) {
    return samples.stream().mapToDouble(s -> s.ready() + s.starting()).max().orElse(Double.NaN);
  }

  private static double underProvisioned(ScalingReport report, List<ScalingSample> samples) {
    double jobsAPeriod = report.replicaPerSecond() * report.periodMillis() / 1000.0;
    return samples.stream().mapToDouble(sample -> Math.ceil(sample.queued() / jobsAPeriod)).sum()
        * report.periodMillis()
        / 1000.0;
  }

  private static Fact millis(String name, double millis, String detail) {
    return new Fact(name, millis * 1e6, Unit.NANOS, detail);
  }
}
