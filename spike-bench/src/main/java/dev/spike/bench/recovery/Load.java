package dev.spike.bench.recovery;

import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import dev.spike.sim.ServiceModel;
import dev.spike.sim.SimulatedRun;
import dev.spike.sim.Simulation;
import java.time.Duration;
import java.util.List;

/**
 * Baseline, spike and the watch for recovery; rates a second, lengths in seconds.
 *
 * @param bucket width of an interval
 * @param random whether arrivals are a Poisson process, else evenly spaced
 */
record Load(
    double rate,
    double baseline,
    double spikeRate,
    double spike,
    double watch,
    double bucket,
    boolean random) {
  /** As the sample scenarios at their quick scale, with a spike so many times the rate. */
  static Load quick(double times) {
    return new Load(300, 6, 300 * times, 2, 12, 0.2, true);
  }

  /** As the sample scenarios at their full scale. */
  static Load full(double times) {
    return new Load(60, 30, 60 * times, 5, 75, 1, true);
  }

  Load even() {
    return new Load(rate, baseline, spikeRate, spike, watch, bucket, false);
  }

  double spikeEnd() {
    return baseline + spike;
  }

  double end() {
    return spikeEnd() + watch;
  }

  SimulatedRun on(ServiceModel service, long seed) {
    Sequence shape =
        new Sequence(List.of(phase(rate, baseline), phase(spikeRate, spike), phase(rate, watch)));
    ArrivalSchedule schedule =
        random ? ArrivalSchedule.poisson(shape, seed) : new ArrivalSchedule(shape);
    return new Simulation(schedule, phases(), nanos(bucket), Simulation.UNLIMITED, service, seed)
        .run();
  }

  private List<Phase> phases() {
    return List.of(
        phase(Role.BASELINE, 0, baseline),
        phase(Role.SPIKE, baseline, spikeEnd()),
        phase(Role.RECOVERY, spikeEnd(), end()));
  }

  private static Phase phase(Role role, double from, double to) {
    long quiet = nanos(role == Role.SPIKE ? to : from);
    return new Phase(role.name(), role, nanos(from), nanos(to), 0, quiet);
  }

  private static Constant phase(double perSecond, double seconds) {
    return new Constant(new Rate(perSecond), Duration.ofNanos(nanos(seconds)));
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos(nanos(seconds));
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
