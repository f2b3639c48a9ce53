package dev.spike.judge;

import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Locale;

/**
 * Whether the target was given the load that was asked for. Where the generator let more than a
 * hundredth of a phase's operations go more than an interval late, and more than 200 ms, it was
 * not: what was due at one time came at another, and no answer about that phase can be trusted,
 * good or bad.
 */
final class Punctuality {
  private static final double TOLERATED = 0.01;

  /** Intervals may be chosen narrower than any generator is exact. */
  private static final long LEAST_NANOS = 200_000_000;

  private Punctuality() {}

  /** One line for each phase that is judged and did not get its load in time. */
  static List<String> problems(Timeline timeline) {
    return timeline.phases().stream()
        .filter(phase -> phase.role().judged())
        .filter(phase -> lateShare(timeline, phase) > TOLERATED)
        .map(phase -> told(timeline, phase))
        .toList();
  }

  private static double lateShare(Timeline timeline, Phase phase) {
    Interval total = timeline.total(phase::equals);
    return (double) total.delay().countAbove((double) limit(timeline)) / total.outcomes().due();
  }

  private static long limit(Timeline timeline) {
    return Math.max(LEAST_NANOS, timeline.bucketNanos());
  }

  private static String told(Timeline timeline, Phase phase) {
    return String.format(
        Locale.ROOT,
        "the generator let %.1f%% of the operations of %s go more than %d ms late, so"
            + " the target was not given the load asked for; use fewer operations, a larger heap,"
            + " a machine with nothing else to do, or a target in a JVM of its own",
        lateShare(timeline, phase) * 100,
        phase.name(),
        limit(timeline) / 1_000_000);
  }
}
