package dev.spike.samples.storefront.workers;

import java.time.Duration;

/**
 * The constants of the autoscaler.
 *
 * @param targetLoad wanted jobs in the system for each ready worker thread, above 0; below 1 leaves
 *     room
 * @param tolerance no change while load / target is within 1 +- this
 * @param minReplicas the fewest, 1 or more
 * @param maxReplicas the most
 * @param period between two decisions
 * @param metricWindow over which the load is averaged
 * @param readyDelay from a replica's start until it takes work
 * @param stabilisation how long a lower wish must have lasted before replicas are taken away
 */
public record ScalingPolicy(
    double targetLoad,
    double tolerance,
    int minReplicas,
    int maxReplicas,
    Duration period,
    Duration metricWindow,
    Duration readyDelay,
    Duration stabilisation) {

  /** Checks the bounds. */
  public ScalingPolicy {
    require(targetLoad > 0, "target load", targetLoad, "above 0");
    require(tolerance >= 0 && tolerance < 1, "tolerance", tolerance, "from 0 to below 1");
    require(minReplicas >= 1, "min replicas", minReplicas, "1 or more");
    require(
        maxReplicas >= minReplicas && maxReplicas <= 1_000,
        "max replicas",
        maxReplicas,
        "from min replicas (" + minReplicas + ") to 1000");
    require(period.toMillis() >= 1, "period", period, "1 ms or more");
    require(metricWindow.compareTo(period) >= 0, "metric window", metricWindow, "a period or more");
    require(!readyDelay.isNegative(), "ready delay", readyDelay, "0 or more");
    require(!stabilisation.isNegative(), "stabilisation", stabilisation, "0 or more");
  }

  /** Kubernetes' own rules, with seconds where it has minutes. */
  public static ScalingPolicy defaults() {
    return new ScalingPolicy(
        0.5,
        0.1,
        8,
        64,
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofSeconds(2));
  }

  /** The same with other bounds. */
  public ScalingPolicy withReplicas(int min, int max) {
    return new ScalingPolicy(
        targetLoad, tolerance, min, max, period, metricWindow, readyDelay, stabilisation);
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("%s of %s: give %s".formatted(name, value, rule));
    }
  }
}
