package dev.spike.bench.events;

import dev.spike.events.SpikeDetector;
import dev.spike.events.SpikeEvent;
import java.util.function.DoubleSupplier;

/**
 * How often an event begins in series without any.
 *
 * @param events how many began
 * @param values in how many values
 */
record FalseAlarms(long events, long values) {
  /** In one long series; what is learned first counts too. */
  static FalseAlarms lasting(NullSeries series, double rate, long values, long seed) {
    return new FalseAlarms(events(series, rate, values, seed), values);
  }

  /** In many short ones, of which each is learned anew. */
  static FalseAlarms starting(NullSeries series, double rate, int values, int times, long seed) {
    long events = 0;
    for (int i = 0; i < times; i++) {
      events += events(series, rate, values, seed + i);
    }
    return new FalseAlarms(events, (long) times * values);
  }

  private static long events(NullSeries series, double rate, long values, long seed) {
    DoubleSupplier next = series.generator().apply(new Noise(seed));
    SpikeDetector detector = new SpikeDetector(series.scale(), rate);
    long events = 0;
    for (long i = 0; i < values; i++) {
      events +=
          detector
              .add(next.getAsDouble())
              .filter(event -> event.state() == SpikeEvent.State.OPEN)
              .map(event -> 1)
              .orElse(0);
    }
    return events;
  }

  double perValue() {
    return (double) events / values;
  }
}
