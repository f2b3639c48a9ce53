package dev.spike.samples.storefront.workers;

import java.time.Duration;

/**
 * What the workers can do. One replica finishes {@code threadsPerReplica / jobTime} jobs a second:
 * 100 by default, 800 by the 8 replicas of the default minimum, which takes a base rate of 300 at a
 * load of 0.375 where 0.5 is wanted; 8 times that rate wants 48 replicas. For a base rate of 60 a
 * job time of 100 ms gives the same figures.
 *
 * @param jobTime that each job takes, waiting and not computing, 1 ms or more
 * @param threadsPerReplica jobs that a replica works at together, 1 to 64
 * @param queueCapacity jobs that may wait; more are rejected
 */
public record WorkSettings(Duration jobTime, int threadsPerReplica, int queueCapacity) {
  /** Checks the bounds. */
  public WorkSettings {
    if (jobTime.toMillis() < 1) {
      throw new IllegalArgumentException("job time of %s: give 1 ms or more".formatted(jobTime));
    }
    if (threadsPerReplica < 1 || threadsPerReplica > 64) {
      throw new IllegalArgumentException(
          "%d threads per replica: give 1 to 64".formatted(threadsPerReplica));
    }
    if (queueCapacity < 1) {
      throw new IllegalArgumentException(
          "queue capacity of %d: give 1 or more".formatted(queueCapacity));
    }
  }

  /** Jobs of 20 ms, two at a time in each replica, a queue of 5,000. */
  public static WorkSettings defaults() {
    return new WorkSettings(Duration.ofMillis(20), 2, 5_000);
  }

  /** Jobs that one replica finishes in a second. */
  public double replicaPerSecond() {
    return threadsPerReplica * 1e9 / jobTime.toNanos();
  }
}
