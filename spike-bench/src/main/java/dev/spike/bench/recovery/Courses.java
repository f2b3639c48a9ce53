package dev.spike.bench.recovery;

import dev.spike.sim.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is simulated. */
final class Courses {
  private static final double[] UTILISATIONS = {0.3, 0.5, 0.7};

  private Courses() {}

  /** Backlogs that drain: the truth is when each run's own backlog is gone. */
  static List<Course> drains() {
    Load one = new Load(500, 30, 2_000, 10, 60, 1, true);
    Load two = new Load(120, 30, 400, 8, 75, 1, true);
    List<Course> all = new ArrayList<>();
    all.add(Course.of("case 1, evenly spaced", one.even(), server(Service.EXACT, 1_000)));
    all.add(Course.of("case 1, random arrivals", one, server(Service.EXACT, 1_000)));
    all.add(Course.of("case 2", two, server(Service.EXPONENTIAL, 200)));
    all.add(Course.of("case 2, evenly spaced", two.even(), server(Service.EXPONENTIAL, 200)));
    for (double spike : new double[] {0.9, 1.05}) {
      for (double bucket : new double[] {0.2, 1}) {
        Load seven = new Load(500, 30 * bucket, 2_000, spike, 15 + 30 * bucket, bucket, true);
        ServiceModel stale = server(Service.EXPONENTIAL, 1_000).retrying(3, Load.seconds(1));
        all.add(
            Course.of(
                String.format(
                    Locale.ROOT, "case 7, D = %.2f s, intervals of %.1f s", spike, bucket),
                seven,
                stale));
      }
    }
    for (Load load : List.of(Load.quick(3), Load.full(3))) {
      for (Service service : List.of(Service.EXPONENTIAL, Service.LOGNORMAL)) {
        all.add(Course.of(name(load, service, 0.5) + ", spike x3", load, service.at(0.5, load)));
      }
    }
    return all;
  }

  private static ServiceModel server(Service service, double perSecond) {
    return ServiceModel.of(1, service.times(1 / perSecond));
  }

  /** Nothing happens at all. */
  static List<Course> healthy(Load load) {
    List<Course> all = new ArrayList<>();
    for (Service service : Service.values()) {
      for (double utilisation : UTILISATIONS) {
        all.add(Course.of(name(load, service, utilisation), load, service.at(utilisation, load)));
      }
    }
    return all;
  }

  /** From the spike on the mean response time is twice what it was. */
  static List<Course> plateaus(Load load) {
    List<Course> all = new ArrayList<>();
    for (Service service : Service.values()) {
      for (double utilisation : UTILISATIONS) {
        ServiceModel slower =
            service
                .at(utilisation, load)
                .slowed(
                    service.doubling(utilisation),
                    Load.seconds(load.spikeEnd()),
                    Load.seconds(load.end()));
        all.add(Course.of(name(load, service, utilisation), load, slower));
      }
    }
    return all;
  }

  /** Back, and after two fifths of the watch out again, for a quarter of it. */
  static List<Course> relapses(Load load) {
    double at = load.watch() * 0.4;
    List<Course> all = new ArrayList<>();
    for (double utilisation : UTILISATIONS) {
      ServiceModel well = Service.EXPONENTIAL.at(utilisation, load);
      String name = name(load, Service.EXPONENTIAL, utilisation);
      double from = load.spikeEnd() + at;
      double to = from + load.watch() / 4;
      all.add(
          new Course(
              name + ", service times x3",
              load,
              well.slowed(3, Load.seconds(from), Load.seconds(to)),
              at));
      all.add(
          new Course(
              name + ", response times x2",
              load,
              well.slowed(
                  Service.EXPONENTIAL.doubling(utilisation), Load.seconds(from), Load.seconds(to)),
              at));
      all.add(
          new Course(
              name + ", a fifth fails",
              load,
              well.failing(0.2, Load.seconds(from), Load.seconds(to)),
              at));
    }
    return all;
  }

  private static String name(Load load, Service service, double utilisation) {
    return String.format(
        Locale.ROOT,
        "%.0f/s, %s, utilisation %.1f",
        load.rate(),
        service.name().toLowerCase(Locale.ROOT),
        utilisation);
  }
}
