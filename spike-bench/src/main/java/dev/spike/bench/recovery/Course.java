package dev.spike.bench.recovery;

import dev.spike.sim.ServiceModel;

/**
 * A service under a load, and what is true of it.
 *
 * @param name as in the table
 * @param relapseAt when it falls out again, in seconds from the end of the spike; NaN: never
 */
record Course(String name, Load load, ServiceModel service, double relapseAt) {
  static Course of(String name, Load load, ServiceModel service) {
    return new Course(name, load, service, Double.NaN);
  }
}
