package dev.spike.judge;

import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Locale;

/**
 * Whether the target was given the load that was asked for. Where the generator let more than a
 * hundredth of a phase's operations go later than the width of an interval, it was not: what was
 * due at one time came at another, and no answer about that phase can be trusted, good or bad.
 */
final class Punctuality {
  private static final double TOLERATED = 0.01;

  private Punctuality() {}

  /** One line for each phase, but the warm-up, that did not get its load in time. */
  static List<String> problems(Timeline timeline) {
    return timeline.phases().stream()
        .filter(phase -> phase.role() != Role.WARMUP)
        .filter(phase -> lateShare(timeline, phase) > TOLERATED)
        .map(phase -> told(timeline, phase))
        .toList();
  }

  private static double lateShare(Timeline timeline, Phase phase) {
    Interval total = timeline.total(phase::equals);
    return (double) total.delay().countAbove((double) timeline.bucketNanos())
        / total.outcomes().due();
  }

  private static String told(Timeline timeline, Phase phase) {
    return String.format(
        Locale.ROOT,
        "the generator let %.1f%% of the operations of %s go more than an interval (%d ms) late, so"
            + " the target was not given the load asked for; use fewer operations, a larger heap,"
            + " a machine with nothing else to do, or a target in a JVM of its own",
        lateShare(timeline, phase) * 100,
        phase.name(),
        timeline.bucketNanos() / 1_000_000);
  }
}
