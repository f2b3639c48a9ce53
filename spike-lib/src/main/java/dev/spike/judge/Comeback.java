package dev.spike.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The estimate: when everything was back, and what came back last.
 *
 * @param nanos from the end of the disturbance
 * @param last the signal; null when none was away
 */
record Comeback(double nanos, @Nullable Signal last) {
  /** Of the buckets from the end of the disturbance up to where things are surely back. */
  static Comeback of(List<Bucket> buckets, Baseline baseline) {
    Signal last = Signal.LATENCY;
    double latest = Double.NEGATIVE_INFINITY;
    for (Signal signal : Signal.values()) {
      double back = signal.comesBack(buckets, baseline);
      if (back > latest) {
        last = signal;
        latest = back;
      }
    }
    // A fit that never falls into the band though the exact tests do: believe the tests.
    double end = buckets.get(buckets.size() - 1).endNanos();
    return latest <= 0 ? new Comeback(0, null) : new Comeback(Math.min(latest, end), last);
  }

  /** What it says of the last signal. */
  String told() {
    return last == null ? "never left its band" : last.title() + " came back last";
  }
}
