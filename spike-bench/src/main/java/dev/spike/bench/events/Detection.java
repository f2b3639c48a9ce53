package dev.spike.bench.events;

import dev.spike.events.Scale;
import dev.spike.events.SpikeDetector;
import dev.spike.events.SpikeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * What is found of spikes of 30 values that are put into a series after 1,000.
 *
 * @param spikes how many there were
 * @param delays after how many values each was found, that value included, ascending
 * @param startErrors by how much the start of each that was found was missed, ascending
 * @param endErrors by how much the end of each that was found was missed, ascending
 */
record Detection(int spikes, List<Long> delays, List<Long> startErrors, List<Long> endErrors) {
  static final int LENGTH = 30;
  private static final int BEFORE = 1_000;
  private static final int AFTER = 60;

  /** Spikes of a height, so many times what would be there, in as many series. */
  static Detection of(NullSeries series, double height, double rate, int spikes, long seed) {
    long[] delays = new long[spikes];
    long[] starts = new long[spikes];
    long[] ends = new long[spikes];
    int found = 0;
    for (int i = 0; i < spikes; i++) {
      Optional<SpikeEvent> event = found(series, height, rate, seed + i);
      if (event.isPresent()) {
        delays[found] = event.get().detected() - BEFORE + 1;
        starts[found] = Math.abs(event.get().start() - BEFORE);
        ends[found++] = Math.abs(event.get().end() - BEFORE - LENGTH);
      }
    }
    return new Detection(
        spikes, ascending(delays, found), ascending(starts, found), ascending(ends, found));
  }

  private static List<Long> ascending(long[] values, int count) {
    return Arrays.stream(values, 0, count).sorted().boxed().toList();
  }

  /** The event found within the spike, as it was told last. */
  private static Optional<SpikeEvent> found(
      NullSeries series, double height, double rate, long seed) {
    Noise noise = new Noise(seed);
    DoubleSupplier next = series.generator().apply(noise);
    SpikeDetector detector = new SpikeDetector(series.scale(), rate);
    Optional<SpikeEvent> found = Optional.empty();
    for (int i = 0; i < BEFORE + LENGTH + AFTER; i++) {
      boolean inside = i >= BEFORE && i < BEFORE + LENGTH;
      double value = next.getAsDouble();
      Optional<SpikeEvent> told =
          detector.add(inside ? raised(series, value, height, noise) : value);
      if (told.isPresent() && isOf(told.get(), found, inside)) {
        found = told;
      }
    }
    return found;
  }

  private static boolean isOf(SpikeEvent told, Optional<SpikeEvent> found, boolean inside) {
    return found
        .map(event -> event.detected() == told.detected())
        .orElse(inside && told.state() == SpikeEvent.State.OPEN);
  }

  /** Of counts the noise rises as well. */
  private static double raised(NullSeries series, double value, double height, Noise noise) {
    return series.scale() == Scale.COUNT
        ? value + noise.poisson((height - 1) * value)
        : value * height;
  }

  /** The share found within so many values. */
  double within(int values) {
    return (double) delays.stream().filter(delay -> delay <= values).count() / spikes;
  }

  /** The median of some errors; NaN when none was found. */
  static double median(List<Long> ascending) {
    return ascending.isEmpty() ? Double.NaN : ascending.get(ascending.size() / 2);
  }
}
