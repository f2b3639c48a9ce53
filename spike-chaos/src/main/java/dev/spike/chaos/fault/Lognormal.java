package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 *
 *
 * <pre>
 *   median * exp(sigma z),  sigma = ln(p99 / median) / 2.3263
 *   z = sqrt(-2 ln(1 - u1)) cos(2 pi u2)
 * </pre>
 *
 * <p>2.3263 is the standard normal's 99th percentile; z is standard normal by Box and Muller, "A
 * note on the generation of random normal deviates", 1958.
 */
record Lognormal(Duration median, Duration p99) implements Delay {
  private static final double Z99 = 2.3263478740408408;

  Lognormal {
    Delays.checked(median);
    Delays.checked(p99);
    if (p99.compareTo(median) <= 0) {
      throw new IllegalArgumentException(
          "The 99th percentile of a delay was %s, but must be above its median of %s: give the median first"
              .formatted(p99, median));
    }
  }

  @Override
  public Duration next(DoubleSupplier uniform) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform.getAsDouble()));
    double normal = radius * Math.cos(2 * Math.PI * uniform.getAsDouble());
    return Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma() * normal)));
  }

  private double sigma() {
    return Math.log((double) p99.toNanos() / median.toNanos()) / Z99;
  }
}
