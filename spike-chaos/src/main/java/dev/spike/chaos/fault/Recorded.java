package dev.spike.chaos.fault;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/** The inverse of a distribution of which some quantiles are known, straight between them. */
record Recorded(NavigableMap<Double, Duration> quantiles) implements Delay {

  static Recorded of(Map<Double, Duration> quantiles) {
    NavigableMap<Double, Duration> sorted = new TreeMap<>(quantiles);
    Duration before = Duration.ZERO;
    for (Map.Entry<Double, Duration> each : sorted.entrySet()) {
      if (!(each.getKey() >= 0 && each.getKey() <= 1) || each.getValue().compareTo(before) < 0) {
        throw new IllegalArgumentException(
            "Quantile %s of a delay was %s, but quantiles go from 0 to 1 and their times never fall: give for example 0.5, 0.99 and 1"
                .formatted(each.getKey(), each.getValue()));
      }
      before = each.getValue();
    }
    if (sorted.isEmpty() || sorted.lastKey() != 1) {
      throw new IllegalArgumentException(
          "The quantiles of a delay were %s, without the quantile 1: give the maximum too"
              .formatted(sorted.keySet()));
    }
    Delays.checked(before);
    return new Recorded(sorted);
  }

  @Override
  public Duration next(DoubleSupplier uniform) {
    double u = uniform.getAsDouble();
    Map.Entry<Double, Duration> above = quantiles.ceilingEntry(u);
    Map.Entry<Double, Duration> below = quantiles.floorEntry(u);
    if (above == null || below == null) {
      return quantiles.firstEntry().getValue();
    }
    double width = above.getKey() - below.getKey();
    double share = width == 0 ? 0 : (u - below.getKey()) / width;
    long span = above.getValue().minus(below.getValue()).toNanos();
    return below.getValue().plusNanos((long) (share * span));
  }
}
