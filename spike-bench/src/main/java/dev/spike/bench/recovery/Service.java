package dev.spike.bench.recovery;

import dev.spike.sim.ServiceModel;
import dev.spike.sim.ServiceTime;

/** One server, by how its service times are distributed. */
enum Service {
  EXACT(0) {
    @Override
    ServiceTime times(double mean) {
      return ServiceTime.constant(Load.seconds(mean));
    }
  },
  EXPONENTIAL(1) {
    @Override
    ServiceTime times(double mean) {
      return ServiceTime.exponential(Load.seconds(mean));
    }
  },
  LOGNORMAL(Math.E - 1) {
    @Override
    ServiceTime times(double mean) {
      return ServiceTime.lognormal(Load.seconds(mean), 1);
    }
  },
  /** Of shape 2.5: its third moment is infinite. */
  PARETO(0.8) {
    @Override
    ServiceTime times(double mean) {
      return ServiceTime.pareto(Load.seconds(mean), 2.5);
    }
  },
  /** One request in ten takes ten times as long: 0.9 (1/1.9)^2 + 0.1 (10/1.9)^2 - 1. */
  BIMODAL(2.02) {
    @Override
    ServiceTime times(double mean) {
      double nanos = mean * 1e9 / 1.9;
      return random -> random.nextDouble() < 0.1 ? 10 * nanos : nanos;
    }
  };

  /** Squared coefficient of variation. */
  private final double variation;

  Service(double variation) {
    this.variation = variation;
  }

  abstract ServiceTime times(double mean);

  ServiceModel at(double utilisation, Load load) {
    return ServiceModel.of(1, times(utilisation / load.rate()));
  }

  /** By what service times have to grow for the mean response time to double. */
  double doubling(double utilisation) {
    double goal = 2 * response(utilisation, 1);
    double low = 1;
    double high = Math.min(2, 1 / utilisation);
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      boolean less = response(utilisation, middle) < goal;
      low = less ? middle : low;
      high = less ? high : middle;
    }
    return low;
  }

  /** In mean service times, for random arrivals (Pollaczek and Khinchine). */
  private double response(double utilisation, double slower) {
    double busy = utilisation * slower;
    return slower * (1 + busy * (1 + variation) / 2 / (1 - busy));
  }
}
