package dev.spike.bench.recovery;

import dev.spike.sim.ServiceModel;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Shapes that no formula describes; the name says what ought to come out. */
final class OtherCourses {
  private static final double FREEZE = 0.06;
  private static final double HALF = 0.5;

  private OtherCourses() {}

  static List<Course> all() {
    Load quick = Load.quick(1);
    Load over = Load.quick(2.5);
    ServiceModel well = Service.EXPONENTIAL.at(HALF, quick);
    double after = quick.spikeEnd();
    double end = quick.end();
    return List.of(
        of("RECOVERED: stalls of 60 ms every 2 s, before as after", quick, stalls(well, 1, end)),
        of("not RECOVERED: stalls of 60 ms every s, after only", quick, stalls(well, after, end)),
        of("not RECOVERED: slow x3 every other second", quick, waves(well, after, end)),
        of("not RECOVERED: drifts up to x1.6", quick, drift(well, end, t -> 1 + t / end * 0.6)),
        of("RECOVERED: comes down from x3 within 5 s", quick, cooling(well, quick)),
        of("RECOVERED: errors for 3 s", quick, failing(well, quick, 3)),
        of("not RECOVERED: 3% errors from then on", quick, failing(well, quick, end, 0.03)),
        of("RECOVERED: queue of 20, spike refused", over, well.queue(20)),
        of("not RECOVERED: at 1.5 times its capacity", quick, slowed(well, 3, after, end)),
        of(
            "RECOVERED: 60/s in intervals of 0.2 s, 30 s",
            thin(),
            Service.EXPONENTIAL.at(HALF, thin())),
        of("RECOVERED: 5,000/s, 0.1 ms", fast(), Service.EXPONENTIAL.at(HALF, fast())),
        of(
            "RECOVERED: 200 servers of 0.5 s",
            quick,
            ServiceModel.of(200, Service.LOGNORMAL.times(HALF))),
        of(
            "not RECOVERED: 200 servers of 0.5 s, then 1 s",
            quick,
            slowed(ServiceModel.of(900, Service.LOGNORMAL.times(HALF)), 2, after, end)));
  }

  private static Course of(String name, Load load, ServiceModel service) {
    return Course.of(name, load, service);
  }

  private static Load thin() {
    return new Load(60, 30, 120, 5, 60, 0.2, true);
  }

  private static Load fast() {
    return new Load(5_000, 6, 12_000, 0.5, 12, 0.2, true);
  }

  private static ServiceModel slowed(ServiceModel of, double factor, double from, double to) {
    return of.slowed(factor, Load.seconds(from), Load.seconds(to));
  }

  private static ServiceModel stalls(ServiceModel of, double from, double to) {
    ServiceModel stalled = of;
    for (double at = from; at < to; at += from > 1 ? 1 : 2) {
      stalled = slowed(stalled, Double.POSITIVE_INFINITY, at, at + FREEZE);
    }
    return stalled;
  }

  private static ServiceModel waves(ServiceModel of, double from, double to) {
    ServiceModel slow = of;
    for (double at = from; at < to; at += 2) {
      slow = slowed(slow, 3, at, at + 1);
    }
    return slow;
  }

  private static ServiceModel drift(ServiceModel of, double to, DoubleUnaryOperator factor) {
    ServiceModel slow = of;
    for (double at = 0; at < to; at += HALF) {
      slow = slowed(slow, factor.applyAsDouble(at), at, at + HALF);
    }
    return slow;
  }

  private static ServiceModel cooling(ServiceModel of, Load load) {
    ServiceModel slow = of;
    for (double t = 0; t < 5; t += HALF) {
      double from = load.spikeEnd() + t;
      slow = slowed(slow, 1 + 2 * (1 - t / 5), from, from + HALF);
    }
    return slow;
  }

  private static ServiceModel failing(ServiceModel of, Load load, double seconds) {
    return of.failing(HALF, Load.seconds(load.baseline()), Load.seconds(load.spikeEnd() + seconds));
  }

  private static ServiceModel failing(ServiceModel of, Load load, double to, double share) {
    return of.failing(share, Load.seconds(load.baseline()), Load.seconds(to));
  }
}
